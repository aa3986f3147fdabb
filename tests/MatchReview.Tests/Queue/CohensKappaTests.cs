using Matchmaking.MatchReview.Queue;

namespace Matchmaking.MatchReview.Tests.Queue;

/// <summary>Computed by hand.</summary>
public sealed class CohensKappaTests
{
    [Fact]
    public void The_textbook_table_has_its_kappa()
    {
        // 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: .7 agree, .5 * .6 + .5 * .4 = .5 by chance, so .4. The error is sqrt(.7 * .3 / 50) / .5 = .12961.
        var kappa = CohensKappa.Of(new[,] { { 20, 5 }, { 10, 15 } });

        Assert.Equal((50, 0.7, 0.5, 0.4), (kappa.Pairs, Math.Round(kappa.Observed!.Value, 12), Math.Round(kappa.Expected!.Value, 12), Math.Round(kappa.Kappa!.Value, 12)));
        Assert.Equal(0.4 - (1.95996 * 0.1296148), kappa.Lower!.Value, 4);
        Assert.Equal(0.4 + (1.95996 * 0.1296148), kappa.Upper!.Value, 4);
    }

    [Fact]
    public void Three_kinds_are_weighed_alike()
    {
        // Rows 12, 10, 8 and columns 12, 10, 8 of 30: 19 agree, (144 + 100 + 64) / 900 by chance.
        var kappa = CohensKappa.Of(new[,] { { 8, 3, 1 }, { 2, 6, 2 }, { 2, 1, 5 } });

        Assert.Equal(30, kappa.Pairs);
        Assert.Equal(((19 / 30.0) - (308 / 900.0)) / (1 - (308 / 900.0)), kappa.Kappa!.Value, 12);
    }

    [Fact]
    public void Full_agreement_is_one_and_full_disagreement_is_below_chance()
    {
        Assert.Equal(1, CohensKappa.Of(new[,] { { 6, 0 }, { 0, 6 } }).Kappa!.Value, 12);
        Assert.Equal(-1, CohensKappa.Of(new[,] { { 0, 6 }, { 6, 0 } }).Kappa!.Value, 12);
    }

    [Fact]
    public void What_cannot_be_told_is_not_told()
    {
        Assert.Equal((9, null), (CohensKappa.Of(new[,] { { 5, 0 }, { 0, 4 } }).Pairs, CohensKappa.Of(new[,] { { 5, 0 }, { 0, 4 } }).Kappa));
        // Both always said the same: there is nothing beyond chance.
        Assert.Null(CohensKappa.Of(new[,] { { 20, 0 }, { 0, 0 } }).Kappa);
        Assert.Equal((0, null), (CohensKappa.Of(new int[3, 3]).Pairs, CohensKappa.Of(new int[3, 3]).Observed));
    }
}
