using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Candidates;

/// <summary>How candidates are packed in the index and on disk.</summary>
public static class CandidateFormat
{
    /// <summary>The format of the index of candidates.</summary>
    public static readonly ItemFormat<Candidate> Packed = new(2, Write, Read);

    private static void Write(PackWriter writer, Candidate candidate)
    {
        writer.Text(candidate.InstituteCreditCode);
        writer.Text(candidate.InstituteName);
        writer.Text(candidate.InstituteRegion);
        writer.List(candidate.Fields, WriteText);
        writer.List(candidate.ServiceModes, WriteText);
        writer.List(candidate.RegionsServed, WriteText);
        writer.Number(candidate.Capacity ?? -1);
        writer.Number(candidate.Consent ? 1 : 0);
        writer.List(candidate.ResearchDirections, WriteText);
        writer.Number(candidate.LostCharacters);
        writer.List(candidate.Documents, WriteDocument);
    }

    private static Candidate Read(ref PackReader reader)
    {
        var code = reader.Code();
        var name = reader.Text();
        var region = reader.Code();
        var fields = reader.Codes();
        var modes = reader.Codes();
        var regions = reader.Codes();
        var capacity = (int)reader.Number();
        var consent = reader.Number() == 1;
        var directions = reader.Texts();
        var lost = (int)reader.Number();
        var documents = new PortfolioDocument[reader.Number()];
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = ReadDocument(ref reader);
        }

        return new Candidate(code, name, region, fields, modes, regions, capacity < 0 ? null : capacity, consent, directions, documents) { LostCharacters = lost };
    }

    private static void WriteText(PackWriter writer, string text) => writer.Text(text);

    private static void WriteDocument(PackWriter writer, PortfolioDocument document)
    {
        writer.Text(document.Source);
        writer.Number(document.AchievementId is null ? 0 : 1);
        if (document.AchievementId is { } id)
        {
            writer.Id(id);
        }

        writer.Text(document.Title);
        writer.Number(document.Date?.DayNumber ?? -1);
        writer.Text(document.AmountYuan?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.Text(document.Text);
    }

    private static PortfolioDocument ReadDocument(ref PackReader reader)
    {
        var source = reader.Code()!;
        Guid? id = reader.Number() == 1 ? reader.Id() : null;
        var title = reader.TextLater();
        var day = (int)reader.Number();
        var amount = reader.Text();
        return new PortfolioDocument(
            source,
            id,
            title,
            day < 0 ? null : DateOnly.FromDayNumber(day),
            amount is null ? null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
            reader.TextLater());
    }
}
