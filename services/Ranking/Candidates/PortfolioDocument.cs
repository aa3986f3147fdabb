using System.Text;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Candidates;

/// <summary>One document of a portfolio. Its texts are read out of the packed candidate only when somebody asks for them.</summary>
public sealed class PortfolioDocument
{
    /// <summary>Source of the self-description.</summary>
    public const string Profile = "profile";

    /// <summary>Source of the research directions.</summary>
    public const string Directions = "directions";

    private readonly PackedText packedText;
    private readonly PackedText packedTitle;
    private string? text;
    private string? title;

    /// <summary>Makes a document of texts.</summary>
    /// <param name="source">profile, directions or the kind of the achievement; document when no kind is known.</param>
    /// <param name="achievementId">The achievement; null for the profile and the directions.</param>
    /// <param name="title">Normalised title; null for the profile and the directions.</param>
    /// <param name="date">Date of the achievement; null if not stated.</param>
    /// <param name="amountYuan">Money of the project or contract in yuan; null if not stated.</param>
    /// <param name="text">Everything the document says, normalised, title included.</param>
    public PortfolioDocument(string source, Guid? achievementId, string? title, DateOnly? date, decimal? amountYuan, string text)
        : this(source, achievementId, default, date, amountYuan, default(PackedText)) => (this.title, this.text) = (title, text);

    internal PortfolioDocument(string source, Guid? achievementId, PackedText title, DateOnly? date, decimal? amountYuan, PackedText text)
    {
        Source = source;
        AchievementId = achievementId;
        Date = date;
        AmountYuan = amountYuan;
        packedTitle = title;
        packedText = text;
        IsAchievement = source is not (Profile or Directions);
    }

    /// <summary>profile, directions or the kind of the achievement; document when no kind is known.</summary>
    public string Source { get; }

    /// <summary>The achievement; null for the profile and the directions.</summary>
    public Guid? AchievementId { get; }

    /// <summary>Normalised title; null for the profile and the directions.</summary>
    public string? Title => title ??= packedTitle.Read();

    /// <summary>Date of the achievement; null if not stated.</summary>
    public DateOnly? Date { get; }

    /// <summary>Money of the project or contract in yuan; null if not stated.</summary>
    public decimal? AmountYuan { get; }

    /// <summary>Everything the document says, normalised, title included.</summary>
    public string Text => text ??= packedText.Read() ?? "";

    /// <summary>Bytes of the text in UTF-8: told without opening it.</summary>
    internal int Size => packedText.IsPresent ? packedText.Length : Encoding.UTF8.GetByteCount(text ?? "");

    /// <summary>Whether the document is an achievement, not what the talent says of itself.</summary>
    public bool IsAchievement { get; }
}
