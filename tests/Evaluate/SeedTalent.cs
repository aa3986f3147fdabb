using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Evaluate;

/// <summary>An expert as the seeds write one; goes through the same contract as a published profile.</summary>
internal static class SeedTalent
{
    internal static Talent Parse(JsonRow row)
    {
        var id = row.Text("ref") ?? row.Required("id");
        var institute = row.Text("institute") ?? "";
        var profile = new TalentProfile(
            row.Text("name") ?? "",
            // Seeds name the institute by reference: enough to tell institutes apart, its region is in another file.
            new TalentInstitute(institute, institute, "", ""),
            row.Text("title"),
            row.Text("degree"),
            row.Texts("disciplines"),
            row.Texts("fields"),
            row.Texts("researchDirections"),
            row.Text("text") ?? "",
            row.Texts("serviceModes"),
            row.Texts("regionsServed"),
            (int)(row.Number("capacity") ?? 1),
            row.Flag("consent") ?? true,
            [.. row.Rows("achievements").Select((achievement, index) => Achievement(achievement, $"{id}/{index}"))]);
        return new Talent(id, row.Flag("judged"), CandidateEntry.From(FileIds.ToGuid(id), 1, profile), [], institute, profile);
    }

    private static TalentAchievement Achievement(JsonRow row, string id) => new(
        FileIds.ToGuid(id),
        row.Text("kind") ?? "document",
        row.Text("title") ?? "",
        row.Date("date"),
        row.Text("role"),
        row.Text("text"),
        row.Number("amountYuan"));
}
