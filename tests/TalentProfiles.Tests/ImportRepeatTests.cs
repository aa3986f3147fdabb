using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class ImportRepeatTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string InsertExpert = """
        insert into expert (expert_id, institute_code, name, disciplines, fields, research_directions, text, service_modes, regions_served, capacity, orcid, consent, consent_at, revision, created_at, updated_at)
        values (gen_random_uuid(), $1, '另一位', '{}', '{}', '{}', '另一位', '{}', '{}', 0, $2, true, now(), 1, now(), now())
        """;

    [Theory]
    [InlineData(ImportFile.Ndjson)]
    [InlineData(ImportFile.Csv)]
    public async Task The_same_key_gives_the_same_answer_and_stores_nothing_twice(string type)
    {
        var institute = await service.RegisterInstitute();
        var unknown = CreditCodes.Next();
        var file = type == ImportFile.Csv
            ? $"{ImportFile.Header}\n{ImportFile.Row(institute)}\n{ImportFile.Row(unknown)}\n{ImportFile.Row(institute)}"
            : $"{ImportFile.Line(ExpertBody.Sound(institute))}\n{ImportFile.Line(ExpertBody.Sound(unknown))}\n{ImportFile.Line(ExpertBody.Sound(institute))}";
        var key = Guid.NewGuid().ToString();
        var first = await (await service.Import(type, file, key)).Content.ReadAsStringAsync();
        // Even what has become possible meanwhile does not change the answer.
        await service.Post("/v1/institutes", ExpertBody.Institute(unknown));
        var second = await (await service.Import(type, file, key)).Content.ReadAsStringAsync();

        Assert.Equal(first, second);
        Assert.Equal(2, (int)JsonNode.Parse(first)!["accepted"]!);
        Assert.Equal(2, await service.ExpertsOf(institute));
        Assert.Equal(0, await service.ExpertsOf(unknown));
    }

    [Fact]
    public async Task The_same_key_with_another_file_is_refused_and_nothing_is_stored()
    {
        var institute = await service.RegisterInstitute();
        var key = Guid.NewGuid().ToString();
        var line = ImportFile.Line(ExpertBody.Sound(institute));
        await service.Import(ImportFile.Ndjson, line, key);
        var answer = await service.Import(ImportFile.Ndjson, $"{line}\n{line}", key);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Equal(1, await service.ExpertsOf(institute));
    }

    [Fact]
    public async Task Imports_at_once_under_one_key_store_each_row_once_and_agree()
    {
        var institute = await service.RegisterInstitute();
        var key = Guid.NewGuid().ToString();
        var file = string.Join('\n', Enumerable.Range(0, 450).Select(i => ImportFile.Line(ExpertBody.Sound(institute).With("name", $"名{i}"))));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Import(ImportFile.Ndjson, file, key)));

        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(450, await service.ExpertsOf(institute));
    }

    [Fact]
    public async Task An_import_that_broke_off_and_is_repeated_under_its_key_stores_no_row_twice()
    {
        var institute = await service.RegisterInstitute();
        var orcid = ExpertBody.Orcid();
        var lines = Enumerable.Range(0, 700)
            .Select(i => ImportFile.Line(ExpertBody.Sound(institute).With("name", $"名{i}").With("orcid", i == 500 ? orcid : null)) + "\n").ToArray();
        var key = Guid.NewGuid().ToString();
        using var abort = new CancellationTokenSource();
        // Somebody else is about to register the ORCID iD of line 501: the third batch waits for that.
        await using (var connection = await service.Database.Source.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        {
            await using var insert = new Npgsql.NpgsqlCommand(InsertExpert, connection) { Parameters = { new() { Value = institute }, new() { Value = orcid } } };
            await insert.ExecuteNonQueryAsync();
            var broken = service.Stream(ImportFile.Ndjson, new StreamedFile(stream => stream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(lines))).AsTask()), key, abort.Token);
            await Eventually.Get(() => service.ExpertsOf(institute), count => count == 400, "the first batches were never stored");
            await abort.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => broken);
        }

        Assert.Equal(400, await service.ExpertsOf(institute));

        var answer = await service.Import(ImportFile.Ndjson, string.Concat(lines), key);

        Assert.Equal(700, (await answer.Verdicts()).Length);
        Assert.Equal(700, await service.ExpertsOf(institute));
        Assert.Equal(700, await service.Database.Scalar<int>("select count(distinct name)::int from expert where institute_code = @institute", new { institute }));
        var first = (await answer.Json())["rows"]![0]!["id"]!;
        Assert.Single(await service.Published(first));
    }

    [Fact]
    public async Task After_a_broken_import_another_row_on_a_stored_line_is_told_so()
    {
        var institute = await service.RegisterInstitute();
        var key = Guid.NewGuid().ToString();
        var line = ImportFile.Line(ExpertBody.Sound(institute));
        await service.Import(ImportFile.Ndjson, line, key);
        // As after a crash between the last batch and the answer.
        await using (var connection = await service.Database.Source.OpenConnectionAsync())
        await using (var forget = new Npgsql.NpgsqlCommand("delete from idempotency_key where key like '%' || $1", connection) { Parameters = { new() { Value = key } } })
        {
            await forget.ExecuteNonQueryAsync();
        }

        var changed = ImportFile.Line(ExpertBody.Sound(institute).With("name", "审核员乙"));
        Assert.Equal(["1::idempotency_key_reused", "2:ok"], await (await service.Import(ImportFile.Ndjson, $"{changed}\n{line}", key)).Verdicts());
        Assert.Equal(2, await service.ExpertsOf(institute));
    }

    [Fact]
    public async Task Without_a_key_a_repeat_is_a_new_import()
    {
        var institute = await service.RegisterInstitute();
        var line = ImportFile.Line(ExpertBody.Sound(institute));
        await service.Import(ImportFile.Ndjson, line);
        await service.Import(ImportFile.Ndjson, line);

        Assert.Equal(2, await service.ExpertsOf(institute));
    }
}
