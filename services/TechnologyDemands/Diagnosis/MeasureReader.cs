using System.Globalization;
using System.Text.RegularExpressions;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>Finds numbers with units or relations and tells targets from what a thing is and from what a company has. Linear in the text.</summary>
internal static class MeasureReader
{
    private const int LongestName = 16;

    private const string Before = "≥|≤|>=|<=|>|<|=|±|不低于|不小于|不少于|不高于|不大于|不超过|大于等于|小于等于|大于|小于|高于|低于|超过|少于|多于|优于|至少|最多|控制在|缩短至|缩短到|突破|提高到|提高至|提升到|提升至|降低到|降低至|降到|降至|达到|达";

    // The first that fits is taken, so m comes after all that begins with it.
    private const string Units =
        "%|‰|℃|°C|°|(?:[kMG]?Pa|bar|Torr|atm|psi)|(?:[nμm]?mol|[μmkM]?Ω)|(?:[mkM]?V|[μmk]?A(?:h)?|[mkMG]?W(?:h|p)?|[kMG]?Hz|dB|eV)|(?:[kM]?N(?:·m)?|[kM]?J)"
        + "|(?:rpm|r/min|fps|帧|像素|nits|nit|Gbps|Mbps|bps|ppm|ppb|PPM|lx|lm|cd)|(?:[μm]?L|升|毫升|立方米|立方)|(?:[μmk]g|公斤|千克|克|斤|吨|g|t)|(?:[nμm]s|min|毫秒|秒|分钟|小时|天|周|个月|月|年|s|h)"
        + "|(?:[nμmckd]?m[²³23]?(?:·K)?|英寸|寸|公里|千米|厘米|毫米|微米|纳米|米|K|[μmk]?F)|(?:目|倍|级|次)|(?:亿元|万元|元|万)|(?:件|篇|项|套|台|个|种|类|名|人|份|条|批|款)";

    private static readonly Regex Form = new(
        $@"(?<relation>(?:{Before})(?:等于)?)?\s*±?\s*(?<value>[-+]?[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)\s*(?:(?<first>{Units})?\s*(?:~|～|—|–|-|至|到)\s*(?<upper>[-+]?[0-9]+(?:\.[0-9]+)?))?\s*(?<unit>(?:{Units})(?:/(?:{Units}|kg|cm2|cm²|mm2|d|Kg|h|月|年|日|天|次|吨|亩)[²³23]?)?)?\s*(?<after>及以上|以上|及以下|以下|以内|之内|左右)?",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private const string Digits = "一二三四五六七八九";

    private static readonly Regex TenthsForm = new(
        $"(?<relation>{Before})?(?<value>[{Digits}])成(?<after>及以上|以上|及以下|以下|以内|之内)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    // What stands before a number that tells how things are, not how they shall be.
    private static readonly string[] PresentWords =
    [
        "现有", "目前", "当前", "已投入", "已累计", "累计", "已有", "已完成", "已建", "已开展", "已获", "已授权", "拥有", "注册资", "总资产", "销售", "营业", "产值", "产能", "年产", "占地", "成立于", "员工", "团队",
        "现在", "原来", "原有", "传统", "国内", "国外", "进口", "以往", "投入资金", "投资", "研发投入", "积累", "随着", "通常", "只能", "仅能", "往往", "一度",
    ];

    private static readonly string[] Sizes = ["直径", "长度", "宽度", "厚度", "高度", "外径", "内径", "外圆", "公称", "尺寸", "规格", "幅宽", "壁厚", "Φ", "φ"];

    private static readonly System.Buffers.SearchValues<char> Joints = System.Buffers.SearchValues.Create("、 ：:(（和");

    // No verb of one character that begins nouns too: 使用寿命, 可靠性, 应力, 对比度, 在线.
    private static readonly string[] Openings =
    [
        "将", "希望", "把", "使得", "确保", "保证", "实现", "要求", "预计", "可以", "需满足", "需要", "研发", "通过", "并且", "并", "而", "从而", "能够", "以及", "且", "其", "具体", "主要", "达到", "的", "其中", "则",
    ];

    private static readonly string[] Products = ["件", "篇", "项", "套", "台", "个", "种", "类", "名", "人", "份", "条", "批", "款"];

    private static readonly string[] Reaching = ["达到", "满足", "制备出", "做到", "能够", "兼顾"];

    private static readonly Regex ListNumber = new(@"^[(（]?[0-9]{1,2}[.)）、]\s*", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly string[] Verbs = ["达到", "控制在", "要求为", "要求", "需要", "应为", "应", "需", "可以", "可", "为", "在", "至", "到", "约", "的", "是", "能", "实现", "做到", "保证", "确保", "不得", "须", "达", "每"];

    /// <summary>All measures of a need, in the order of its text.</summary>
    internal static IReadOnlyList<Measure> Read(DemandText text) => [.. text.Clauses.SelectMany(Read)];

    private static IEnumerable<Measure> Read(Clause clause) => Numbers(clause).Concat(Tenths(clause)).OrderBy(measure => measure.Span.Start);

    // 降到三成以下 is a share; 三成分 and 一成不变 are none.
    private static IEnumerable<Measure> Tenths(Clause clause)
    {
        foreach (Match found in TenthsForm.Matches(clause.Text))
        {
            var (before, tenths) = (clause.Text[..found.Index], 1 + Digits.IndexOf(found.Groups["value"].Value, StringComparison.Ordinal));
            if (Sign(found.Groups["relation"].Value, found.Groups["after"].Value, before) is { } sign)
            {
                yield return new Measure(Name(before), sign, 10 * tenths, null, "%", "share", Use(clause, sign, before, "%", "share"), DemandText.At(clause, found.Index, found.Length), clause);
            }
        }
    }

    private static IEnumerable<Measure> Numbers(Clause clause)
    {
        var after = 0;
        foreach (Match found in Form.Matches(clause.Text))
        {
            var name = clause.Text[after..found.Index];
            if (Of(clause, found, name) is { } measure)
            {
                after = found.Index + found.Length;
                yield return measure;
            }
        }
    }

    private static Measure? Of(Clause clause, Match found, string before)
    {
        var (text, value) = (clause.Text, found.Groups["value"]);
        var unit = found.Groups["unit"].Success ? found.Groups["unit"].Value : found.Groups["first"].Value;
        var (relation, suffix) = (found.Groups["relation"].Value, found.Groups["after"].Value);
        var upper = found.Groups["upper"];
        // Part of a model number, a formula, a standard or a number of a list; a year.
        if (Touches(text, found, value, unit) || (unit.Length == 0 && (relation.Length == 0 || relation is "达" or "达到" or "=")) || IsYear(value.Value, unit) || IsStandard(text, found.Index)
            || !decimal.TryParse(value.Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        decimal? end = upper.Success && decimal.TryParse(upper.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var high) && high > number ? high : null;
        var sign = end is not null ? "range" : Sign(relation, suffix, before) ?? (clause.Section == Section.Target ? "=" : null);
        // 0-100%制动扭矩 and (COD≤100mg/L)下 say when, not what.
        var isCondition = IsCondition(text.AsSpan(found.Index + found.Length), sign == "range" && relation.Length == 0 && !Ends(before, "满足", "要求", "达到"));
        var begin = relation.Length > 0 ? found.Index : value.Index;
        var name = Name(before);
        var kind = Kind(unit);
        return new Measure(name, isCondition ? null : sign, number, end, unit, kind, isCondition ? MeasureUse.Parameter : Use(clause, sign, before, unit, kind), DemandText.At(clause, begin, found.Index + found.Value.TrimEnd().Length - begin), clause);
    }

    private static bool Touches(string text, Match found, Group value, string unit)
    {
        var (first, last) = (value.Index, found.Index + found.Length);
        return (first > 0 && found.Groups["relation"].Length == 0 && (char.IsAsciiLetterOrDigit(text[first - 1]) || text[first - 1] is '-' or '_' or '.' or '/' or '#' or '*' or '×' or '第'))
            || (unit.Length > 0 && char.IsAsciiLetter(unit[^1]) && last < text.Length && char.IsAsciiLetterOrDigit(text[last]));
    }

    private static bool IsCondition(ReadOnlySpan<char> next, bool isBareRange)
    {
        next = next.TrimStart([')', '）', ' ', '的']);
        return next.StartsWith("下") || next.StartsWith("条件") || next.StartsWith("时") || (isBareRange && next.Length > 0 && char.IsLetter(next[0]));
    }

    private static bool IsYear(string value, string unit) => unit is "年" && value.Length == 4 && value[..2] is "19" or "20";

    private static bool IsStandard(string text, int place)
    {
        var before = text.AsSpan(Math.Max(0, place - 8), Math.Min(8, place));
        return before.Contains("GB", StringComparison.Ordinal) || before.Contains("ISO", StringComparison.Ordinal) || before.Contains("IEC", StringComparison.Ordinal) || before.Contains("TRL", StringComparison.OrdinalIgnoreCase);
    }

    private static string? Sign(string relation, string suffix, string before) => (relation, suffix) switch
    {
        (_, "以上" or "及以上") => ">=",
        (_, "以下" or "及以下" or "以内" or "之内") => "<=",
        ("≥" or ">=" or "不低于" or "不小于" or "不少于" or "大于等于" or "至少", _) => ">=",
        ("≤" or "<=" or "不高于" or "不大于" or "不超过" or "小于等于" or "最多" or "控制在" or "缩短至" or "缩短到" or "降低到" or "降低至" or "降到" or "降至", _) => "<=",
        (">" or "大于" or "高于" or "超过" or "多于", _) => ">",
        ("<" or "小于" or "低于" or "少于" or "优于", _) => "<",
        ("提高到" or "提高至" or "提升到" or "提升至" or "达到" or "达" or "突破", _) => ">=",
        ("=" or "±", _) => "=",
        _ when Ends(before, "要求", "要求为") => "=",
        _ when Ends(before, "提高", "提升", "增加", "延长", "高于", "大于") => ">=",
        _ when Ends(before, "降低", "减少", "缩短", "下降", "节约", "节省", "低于", "小于") => ">=",
        _ => null,
    };

    private static bool Ends(string before, params string[] words) => words.Any(word => before.TrimEnd().EndsWith(word, StringComparison.Ordinal) || before.TrimEnd().EndsWith($"{word}了", StringComparison.Ordinal));

    private static MeasureUse Use(Clause clause, string? sign, string before, string unit, string kind)
    {
        if (clause.Section == Section.Foundation || clause.Section == Section.Background || PresentWords.Any(word => before.Contains(word, StringComparison.Ordinal)))
        {
            return MeasureUse.Present;
        }

        // Money is a budget or a cost, years and counts of things are rarely performance, unless a bound is set.
        var isPlain = kind is "money" or "time" or "product" || unit is "级" or "次" or "倍";
        return sign is not null || (clause.Section == Section.Target && !isPlain) ? MeasureUse.Target
            : kind is "length" || isPlain || Sizes.Any(size => before.Contains(size, StringComparison.Ordinal)) || clause.Span.Part == DemandText.Title ? MeasureUse.Parameter
            : before.Trim().Length > 0 ? MeasureUse.Target : MeasureUse.Parameter;
    }

    private static string Name(string before)
    {
        var name = ListNumber.Replace(before.TrimStart(), "").AsSpan().Trim([' ', ':', '：', '(', ')', '（', '）', '、', '.', '·', '“', '”', '-']);
        for (var wasCut = true; wasCut;)
        {
            wasCut = false;
            foreach (var verb in Verbs)
            {
                if (name.Length > verb.Length && name.EndsWith(verb, StringComparison.Ordinal))
                {
                    name = name[..^verb.Length].TrimEnd();
                    wasCut = true;
                }
            }
        }

        // 目标品种需达到亩产: what the verb before it is said of.
        foreach (var verb in Reaching)
        {
            if (name.LastIndexOf(verb, StringComparison.Ordinal) is var at and >= 0 && name.Length - at - verb.Length > 1)
            {
                name = name[(at + verb.Length)..].TrimStart();
            }
        }

        var cut = name.LastIndexOfAny(Joints);
        name = cut >= 0 && name.Length - cut > 2 ? name[(cut + 1)..] : name;
        // 总氮（TN）等污染物去除效率, of which the bracket's opening was cut.
        if (name.LastIndexOfAny(')', '）') is var bracket and >= 0 && !name[..bracket].ContainsAny('(', '（') && name.Length - bracket > 2)
        {
            name = name[(bracket + 1)..].TrimStart('等');
        }

        for (var wasCut = true; wasCut;)
        {
            wasCut = false;
            foreach (var opening in Openings)
            {
                // Two characters are the least that name something.
                if (name.Length > opening.Length + 1 && name.StartsWith(opening, StringComparison.Ordinal))
                {
                    name = name[opening.Length..];
                    wasCut = true;
                }
            }
        }

        return (name.Length > LongestName ? name[^LongestName..] : name).ToString();
    }

    // A rate of things is no count: 5个/s.
    private static string Kind(string unit) => unit.Split('/') is [var thing, _, ..] && Products.Contains(thing) ? "other" : unit.Split('/')[0] switch
    {
        "℃" or "°C" or "K" => "temperature",
        "Pa" or "kPa" or "MPa" or "GPa" or "bar" or "Torr" or "atm" or "psi" => "pressure",
        "nm" or "μm" or "mm" or "cm" or "m" or "km" or "dm" or "英寸" or "寸" or "公里" or "千米" or "米" or "厘米" or "毫米" or "微米" or "纳米" => "length",
        "%" or "‰" => "share",
        "ns" or "μs" or "ms" or "s" or "min" or "h" or "秒" or "毫秒" or "分钟" or "小时" or "天" or "周" or "个月" or "月" or "年" => "time",
        "亿元" or "万元" or "元" or "万" => "money",
        var one when Products.Contains(one) => "product",
        _ => "other",
    };
}
