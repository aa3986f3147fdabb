using System.Text.RegularExpressions;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>Personal data in a text that will be published.</summary>
/// <param name="Kind">mobile, telephone, email, messenger, identity_number, name or call_request (更多详情请致电 without a number).</param>
/// <param name="Span">Where it stands; its text is masked.</param>
public sealed record PersonalDatum(string Kind, TextSpan Span);

/// <summary>Finds what belongs into the contact of a need, which is stored encrypted, and not into its description.</summary>
internal static class PersonalDataFinder
{
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

    private static readonly (string Kind, Regex Form)[] Forms =
    [
        ("identity_number", Of(@"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]")),
        ("email", Of(@"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")),
        ("mobile", Of(@"(?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}")),
        ("telephone", Of(@"(?:0[1-9][0-9]{1,2}[- ]?[2-9][0-9]{6,7}(?:-[0-9]{1,5})?|400[- ]?[0-9]{3,4}[- ]?[0-9]{3,4})")),
        ("messenger", Of(@"(?:微信号?|QQ号?|V信|wechat|WeChat|钉钉号?)\s*[:：]?\s*[A-Za-z0-9][-_A-Za-z0-9]{4,19}")),
        ("name", Of(@"(?:联系人|负责人|对接人|联络人|经办人)\s*[:：]\s*[" + Surnames + @"][\u4e00-\u9fff]{0,2}|[" + Surnames + @"](?:经理|先生|女士|主任|工程师|总监)")),
        ("call_request", Of(@"(?:详情|咨询|了解)[^，。]{0,4}(?:请)?(?:致电|电话联系|电联|来电)|\[contact\]")),
    ];

    /// <summary>All of a need, in the order of its text; each stretch is of one kind.</summary>
    internal static IReadOnlyList<PersonalDatum> Find(DemandText text)
    {
        var found = new List<PersonalDatum>();
        foreach (var (part, content) in text.Parts)
        {
            foreach (var (kind, form) in Forms)
            {
                foreach (Match match in form.Matches(content))
                {
                    var span = new TextSpan(part, match.Index, match.Length, match.Value);
                    if (!Touches(kind, content, match) && !found.Exists(other => other.Span.Overlaps(span)))
                    {
                        found.Add(new PersonalDatum(kind, span with { Text = Masked(kind, match.Value) }));
                    }
                }
            }
        }

        return [.. found.OrderBy(datum => datum.Span.Part, StringComparer.Ordinal).ThenBy(datum => datum.Span.Start)];
    }

    // A number that goes on is a longer one: an amount, a patent, a part.
    private static bool Touches(string kind, string text, Match match) => kind is "mobile" or "telephone" or "identity_number"
        && ((match.Index > 0 && (char.IsAsciiLetterOrDigit(text[match.Index - 1]) || text[match.Index - 1] is '.' or '-')) || (match.Index + match.Length < text.Length && char.IsAsciiLetterOrDigit(text[match.Index + match.Length])));

    private static string Masked(string kind, string text) => kind switch
    {
        "email" => $"{text[0]}***{text[text.IndexOf('@', StringComparison.Ordinal)..]}",
        "call_request" => text,
        "name" => $"{text[..^1]}*",
        _ => text.Length <= 7 ? new string('*', text.Length) : $"{text[..3]}****{text[^2..]}",
    };

    private static Regex Of(string form) => new(form, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
