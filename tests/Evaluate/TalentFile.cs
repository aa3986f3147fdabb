using System.Globalization;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Evaluate;

/// <summary>Reads talents, of public sets ({id, text?, institution?, docs?, judged?}) or of the project's seeds ({ref, achievements, ...}).</summary>
internal static class TalentFile
{
    internal static Dictionary<string, Talent> Read(string path)
    {
        var talents = new List<Talent>();
        var known = new HashSet<string>();
        foreach (var talent in JsonLines.Read(path, Parse))
        {
            if (!known.Add(talent.Id))
            {
                throw new EvaluateException($"{path}: talent {talent.Id} stands there twice");
            }

            talents.Add(talent);
        }

        // Where some are marked as judged, the others are no candidates.
        var judgedOnly = talents.Exists(talent => talent.Judged == true);
        return talents.Where(talent => !judgedOnly || talent.Judged == true).ToDictionary(talent => talent.Id);
    }

    private static Talent Parse(JsonRow row) =>
        row.Has("achievements") || row.Has("researchDirections") ? SeedTalent.Parse(row) : ParsePublic(row);

    private static Talent ParsePublic(JsonRow row)
    {
        var id = row.Required("id");
        var named = row.Rows("docs").Select(document => (Document: Document(document), Id: document.Text("id"))).Where(named => named.Document.Text.Length > 0).ToList();
        var documents = named.ConvertAll(named => named.Document);
        var names = named.ConvertAll(named => named.Id);
        var text = Normalizer.Normalize(row.Text("text"));

        // In some sets the text repeats the documents; counting it as one more would weigh every word twice.
        if (text.Length > 0 && !documents.TrueForAll(document => text.Contains(document.Title ?? document.Text, StringComparison.Ordinal)) || documents.Count == 0)
        {
            documents.Insert(0, new PortfolioDocument(PortfolioDocument.Profile, null, null, null, null, text));
            names.Insert(0, null);
        }

        var institution = row.Text("institution") ?? row.Text("org");
        var candidate = new Candidate(
            null, institution is null ? null : Normalizer.Normalize(institution), null, [], [], [], null, true, [], documents);
        return new Talent(id, row.Flag("judged"), CandidateEntry.Of(FileIds.ToGuid(id), 1, candidate), names, institution, null);
    }

    private static PortfolioDocument Document(JsonRow row)
    {
        var title = row.Text("title") is { } written ? Normalizer.Normalize(written) : null;
        var rest = string.Join(' ', new[] { row.Text("abstract"), row.Text("text") }.Concat(row.Texts("keywords")).Where(part => part is not null));
        var text = Normalizer.Normalize(title is null ? rest : $"{title}\n{rest}");
        var date = row.Text("year") is { } year && int.TryParse(year, CultureInfo.InvariantCulture, out var number) && number is > 1900 and < 2100
            ? new DateOnly(number, 7, 1)
            : (DateOnly?)null;
        return new PortfolioDocument("document", null, title, date, null, text);
    }
}
