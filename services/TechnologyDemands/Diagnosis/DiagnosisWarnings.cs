using Matchmaking.Vocabulary;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>Something about a need that somebody should look at before it is published.</summary>
/// <param name="Code">wrong_field, no_field, purchase, one_line, repeats_title, advertisement, patent_text, duplicate or personal_data.</param>
/// <param name="Text">In Chinese.</param>
/// <param name="TextEnglish">In English.</param>
/// <param name="Spans">Where the text gives cause; empty where it is the whole.</param>
public sealed record DiagnosisWarning(string Code, string Text, string TextEnglish, IReadOnlyList<TextSpan> Spans);

/// <summary>Tells what is odd about a need.</summary>
internal static class DiagnosisWarnings
{
    /// <summary>The warnings of a need.</summary>
    internal static IReadOnlyList<DiagnosisWarning> Of(Reading reading, IReadOnlyList<PersonalDatum> personal, IReadOnlyList<ResemblingDemand> resembling)
    {
        var (text, field) = (reading.Text, reading.Field);
        var warnings = new List<DiagnosisWarning>();
        void Warn(bool holds, string code, string chinese, string english, params TextSpan[] spans)
        {
            if (holds)
            {
                warnings.Add(new DiagnosisWarning(code, chinese, english, spans));
            }
        }

        var better = string.Join("、", field.Suggestions.Where(suggestion => suggestion.Share >= 0.2).Select(suggestion => $"{suggestion.Name}（{suggestion.Code}）"));
        TextSpan[] named = [.. field.Technologies.Take(5).Select(technology => technology.Span)];
        Warn(field.IsWrong, "wrong_field", $"所选领域“{TechnologyFields.Name(reading.Form.Field ?? "")}”与内容不符，文中的技术属于{better}", $"The field chosen does not fit; the technologies named belong to {string.Join(", ", field.Suggestions.Where(s => s.Share >= 0.2).Select(s => s.Code))}", named);
        Warn(reading.Form.Field is null && better.Length > 0, "no_field", $"没有选技术领域，建议{better}", $"No field is chosen; {string.Join(", ", field.Suggestions.Where(s => s.Share >= 0.2).Select(s => s.Code))} would fit", named);
        Warn(DiagnosisFlags.IsPurchase(text), "purchase", "像是采购、检测或服务，不是技术研发需求", "It reads as a purchase, a test or a service, not as a technology need");
        Warn(DiagnosisFlags.IsOneLine(reading), "one_line", "只有一句话，专家无法判断", "One line: no expert can judge it");
        Warn(DiagnosisFlags.RepeatsTitle(text), "repeats_title", "需求内容只是重复名称", "The description repeats the title");
        Warn(DiagnosisFlags.IsAdvertisement(text), "advertisement", "介绍的是企业或产品，没有提出需求", "It presents a company or a product and asks for nothing");
        Warn(DiagnosisFlags.IsPatent(text), "patent_text", "像是一份专利文本，没有提出需求", "It reads as the text of a patent and asks for nothing");
        var earlier = string.Join('、', resembling.Select(other => $"“{other.Title}”（{Percent(other)}%{(other.IsOwn ? "，本单位" : "")}）"));
        Warn(resembling.Count > 0, "duplicate", $"与已发布的需求相近，可能重复：{earlier}", $"Much of it was published before: {string.Join(", ", resembling.Select(other => $"{other.DemandId} ({Percent(other)} %)"))}");
        Warn(personal.Count > 0, "personal_data", "公开的文字里有联系方式或个人信息，请移到联系方式栏", "The text that is published holds contact or personal data; move it to the contact", [.. personal.Select(datum => datum.Span)]);
        return warnings;
    }

    private static string Percent(ResemblingDemand other) => (100 * other.Share).ToString("F0", System.Globalization.CultureInfo.InvariantCulture);
}
