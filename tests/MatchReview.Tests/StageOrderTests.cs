using Matchmaking.MatchReview.Matches;

namespace Matchmaking.MatchReview.Tests;

public sealed class StageOrderTests
{
    [Theory]
    [InlineData("", "visited", null)]
    [InlineData("", "agreement", null)]
    [InlineData("", "contract", "stage_missing")]
    [InlineData("", "acceptance", "stage_missing")]
    [InlineData("", "ended", null)]
    [InlineData("visited", "agreement", null)]
    [InlineData("visited", "contract", "stage_missing")]
    [InlineData("visited", "visited", "stage_reached")]
    [InlineData("agreement", "visited", "stage_passed")]
    [InlineData("agreement", "contract", null)]
    [InlineData("agreement", "acceptance", "stage_missing")]
    [InlineData("visited agreement contract", "agreement", "stage_reached")]
    [InlineData("agreement contract", "visited", "stage_passed")]
    [InlineData("agreement contract", "acceptance", null)]
    [InlineData("agreement contract acceptance", "ended", null)]
    [InlineData("ended", "visited", "match_ended")]
    [InlineData("agreement ended", "contract", "match_ended")]
    [InlineData("visited ended", "visited", "stage_reached")]
    [InlineData("ended", "ended", "stage_reached")]
    public void Stages_go_forward_and_a_contract_needs_an_agreement(string reached, string next, string? against) =>
        Assert.Equal(against, StageOrder.Against(reached.Split(' ', StringSplitOptions.RemoveEmptyEntries), next));
}
