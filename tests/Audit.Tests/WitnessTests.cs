using System.Runtime.Versioning;
using Matchmaking.Harness;

namespace Matchmaking.Audit.Tests;

[SupportedOSPlatform("linux")]
public sealed class WitnessTests : WithTrail
{
    [Fact]
    public async Task Every_batch_is_witnessed_in_a_file_that_is_closed_to_others()
    {
        await Trail.StartChainer();
        var organisation = CreditCodes.Next();
        for (var i = 1; i <= 3; i++)
        {
            await Trail.Record(Trail.Entry(organisation, "need", i));
            await Trail.Chained();
        }

        var lines = await Eventually.Get(() => File.ReadAllLinesAsync(Trail.WitnessPath), lines => lines.Length == 3, "not every head was witnessed");
        Assert.All(lines, line => Assert.Contains(organisation, line, StringComparison.Ordinal));
        Assert.Equal(
            await Trail.Database.Scalar<string>("select encode(hash, 'hex') from audit_entry where sequence = 3"), WitnessFile.Read(Trail.WitnessPath)[organisation].Hash);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Trail.WitnessPath));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Trail.WitnessFolder));
    }

    [Fact]
    public async Task A_start_compacts_to_the_last_head_and_witnesses_what_a_crash_kept_from_it()
    {
        var organisation = await Trail.Chain(3);
        await File.WriteAllTextAsync(Trail.WitnessPath, "");
        await Trail.Record(Trail.Entry(organisation, "need", 4));

        await Trail.StartChainer();
        await Trail.Chained();
        await Eventually.Get(() => File.ReadAllLinesAsync(Trail.WitnessPath), lines => lines.Length == 2, "the chain was not witnessed");
        await Trail.StopChainers();
        await Trail.StartChainer();

        await Eventually.Get(() => File.ReadAllLinesAsync(Trail.WitnessPath), lines => lines.Length == 1, "the witness was not compacted");
        Assert.Equal(4, WitnessFile.Read(Trail.WitnessPath)[organisation].Sequence);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Trail.WitnessPath));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_witness_from_which_lines_were_taken_is_told(bool isRemoved)
    {
        var organisation = await Trail.Chain(3);
        if (isRemoved)
        {
            File.Delete(Trail.WitnessPath);
        }
        else
        {
            await File.WriteAllTextAsync(Trail.WitnessPath, "");
        }

        Assert.Equal(["not_witnessed@1"], await Trail.Faults(organisation));
    }

    [Fact]
    public async Task A_line_that_was_cut_off_by_a_crash_does_not_count_and_any_other_that_is_none_is_told()
    {
        var organisation = await Trail.Chain(3);
        var sound = await File.ReadAllTextAsync(Trail.WitnessPath);

        await File.WriteAllTextAsync(Trail.WitnessPath, sound + sound[..40]);
        Assert.Empty((await Trail.Verify()).Faults);

        await File.WriteAllTextAsync(Trail.WitnessPath, "x\n" + sound);
        Assert.Equal("witness_damaged", Assert.Single((await Trail.Verify()).Faults).Code);

        var back = WitnessFile.Line(new ChainHead(organisation, 2, new string('0', 64), DateTimeOffset.UnixEpoch));
        await File.WriteAllTextAsync(Trail.WitnessPath, sound + back);
        Assert.Equal("witness_damaged", Assert.Single((await Trail.Verify()).Faults).Code);
    }

    [Fact]
    public async Task A_chain_that_the_witness_contradicts_gets_no_more_entries_and_the_evidence_stays()
    {
        var cut = await Trail.Chain(3);
        await Trail.Tamper("delete from audit_entry where sequence = 3");
        var other = CreditCodes.Next();
        await Trail.Record(Trail.Entry(cut, "need", 9), Trail.Entry(other, "need", 1));

        for (var start = 0; start < 2; start++)
        {
            await Trail.StartChainer();
            await Eventually.Get(() => Trail.Database.Scalar<long>("select count(*) from audit_unchained"), waiting => waiting == 1, "the other organisation's entry was not chained");
            await Trail.StopChainers();
        }

        Assert.Equal(["removed@3"], await Trail.Faults(cut));
        Assert.Equal(1, (await Trail.Verify()).Unchained);
        Assert.Equal(3, WitnessFile.Read(Trail.WitnessPath)[cut].Sequence);
    }

    [Fact]
    public async Task A_chain_that_is_cut_while_it_is_extended_gets_no_more_entries_either()
    {
        var organisation = CreditCodes.Next();
        await Trail.StartChainer();
        await Trail.Record(Trail.Entry(organisation, "need", 1), Trail.Entry(organisation, "need", 2));
        await Trail.Chained();
        await Eventually.Get(() => Task.FromResult(WitnessFile.Read(Trail.WitnessPath).Count), heads => heads == 1, "the chain was not witnessed");

        await Trail.Tamper("delete from audit_entry where sequence = 2");
        await Trail.Record(Trail.Entry(organisation, "need", 3));
        var other = CreditCodes.Next();
        await Trail.Record(Trail.Entry(other, "need", 1));

        await Eventually.Get(() => Trail.Database.Scalar<int>("select count(*)::int from audit_entry where organisation = @other", new { other }), chained => chained == 1, "others were held up");
        Assert.Equal(1, await Trail.Database.Scalar<int>("select count(*)::int from audit_entry where organisation = @organisation", new { organisation }));
        Assert.Equal(["removed@2"], await Trail.Faults(organisation));
    }
}
