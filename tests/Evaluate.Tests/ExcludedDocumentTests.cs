namespace Matchmaking.Evaluate.Tests;

public sealed class ExcludedDocumentTests
{
    [Fact]
    public async Task A_document_that_a_demand_was_made_from_does_not_answer_it_unless_it_is_kept()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        string File_(string name) => Path.Combine(folder, name);
        await File.WriteAllLinesAsync(File_("t.jsonl"),
        [
            """{"id":"a","docs":[{"id":"a1","title":"反渗透膜清洗"},{"id":"a2","title":"软磁磁粉芯退火"}]}""",
            """{"id":"b","docs":[{"id":"b1","title":"反渗透膜元件"}]}""",
        ]);
        await File.WriteAllLinesAsync(File_("d.jsonl"), ["""{"id":"q","text":"反渗透膜清洗","exclude_doc":"a1"}"""]);
        await File.WriteAllLinesAsync(File_("q.tsv"), ["q\ta\t0", "q\tb\t1"]);
        string[] arguments = ["--talents", File_("t.jsonl"), "--demands", File_("d.jsonl"), "--qrels", File_("q.tsv"), "--rankers", "bm25", "--run", File_("out.trec")];

        var (code, _, told) = await EvaluateProgram.Run(arguments);
        Assert.True(code == 0, told);
        Assert.Contains("1 demands name the document they were made from", told, StringComparison.Ordinal);
        Assert.StartsWith("q Q0 b 1 ", (await File.ReadAllLinesAsync(File_("out.trec")))[0], StringComparison.Ordinal);

        (code, _, told) = await EvaluateProgram.Run([.. arguments, "--keep-excluded"]);
        Assert.True(code == 0, told);
        Assert.DoesNotContain("made from", told, StringComparison.Ordinal);
        Assert.StartsWith("q Q0 a 1 ", (await File.ReadAllLinesAsync(File_("out.trec")))[0], StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
