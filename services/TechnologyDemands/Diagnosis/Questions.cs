namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>What to ask the enterprise next.</summary>
/// <param name="Slot">What is missing: problem, circumstances, material, process, data, indicator, unit, quantity, temperature, deadline, budget, foundation, readiness_now or readiness_wanted.</param>
/// <param name="Criterion">The criterion that an answer raises.</param>
/// <param name="Points">By how many points at most.</param>
/// <param name="Text">In Chinese.</param>
/// <param name="TextEnglish">In English.</param>
public sealed record ClarifyingQuestion(string Slot, string Criterion, int Points, string Text, string TextEnglish)
{
    /// <summary>The field of the form in which an answer stands best.</summary>
    internal string Field => Slot switch
    {
        "indicator" or "unit" => "indicators",
        "budget" or "deadline" => Slot,
        "foundation" => "existingFoundation",
        "readiness_now" => "trlNow",
        "readiness_wanted" => "trlWanted",
        _ => "description",
    };
}

/// <summary>Asks for what is missing, and only for what is missing; what keeps a need from being published first.</summary>
internal static class Questions
{
    private static readonly string[] Materials = ["材料", "材质", "钢", "铝", "铜", "合金", "树脂", "橡胶", "塑料", "陶瓷", "玻璃", "纤维", "膜", "涂层", "粉", "溶液", "浆", "油", "气体", "原料", "催化剂", "基材", "薄", "纸", "布", "丝", "液", "土"];

    private static readonly string[] Processes =
    [
        "工艺", "焊接", "铸造", "浇注", "砂型",  "压铸", "锻", "注塑", "挤出", "热处理", "烧结", "镀", "喷涂", "涂布", "切削", "磨", "冲压", "成型", "合成", "发酵", "提取", "纯化", "蒸馏", "过滤", "干燥", "结晶", "轧", "纺", "印染", "清洗", "装配", "封装", "固化", "打印", "流程", "工序", "加工", "制备",
    ];

    private static readonly string[] Amounts = ["产量", "批量", "年产", "吨/年", "件/年", "台/年", "规模", "处理量", "用量", "数量", "产能", "每天", "每年"];

    private static readonly string[] Software = ["软件", "算法", "信息系统", "信息化", "管理系统", "决策系统", "监测系统", "数字人", "大模型", "平台建设"];

    private static readonly string[] DataWords = ["数据", "接口", "样本", "采样", "传感器", "并发", "用户", "服务器", "部署", "图像", "模型", "平台", "系统"];

    /// <summary>The questions of a need, the most useful first.</summary>
    internal static IReadOnlyList<ClarifyingQuestion> Of(Reading reading, IReadOnlyList<Criterion> criteria)
    {
        var points = criteria.ToDictionary(criterion => criterion.Code, criterion => criterion.Points);
        bool Missing(string criterion, string reason) => !criteria.Single(c => c.Code == criterion).Reasons.Any(r => r.Code == reason && r.Points > 0);
        bool Holds(string[] words) => reading.Words(words).Count > 0;
        // Software and services have no material and no temperature.
        var title = reading.Form.Title ?? "";
        var isOfData = Software.Any(word => title.Contains(word, StringComparison.Ordinal)) || (reading.Form.Field ?? (reading.Field.Suggestions is [var likely, ..] ? likely.Code : null)) is ['1', ..] or ['5', ..];
        var targets = reading.TechnicalTargets.ToArray();
        var asked = new List<ClarifyingQuestion>();
        void Ask(bool isMissing, string slot, string criterion, int gain, string text, string english)
        {
            if (isMissing)
            {
                asked.Add(new ClarifyingQuestion(slot, criterion, Math.Min(gain, Criterion.Most - points[criterion]), text, english));
            }
        }

        Ask(points["problem"] < 3, "problem", "problem", 3, "现在出了什么问题、出在哪个产品或环节？请写出现象、频次和造成的影响。", "What goes wrong, in which product or step? Tell what is seen, how often and what it costs.");
        Ask(Missing("problem", "circumstances") && points["problem"] >= 1, "circumstances", "problem", 1, "用在什么工况、设备或场景下？", "Under which conditions, on which equipment or in which setting is it used?");
        Ask(!isOfData && !Holds(Materials), "material", "problem", 1, "涉及什么材料、牌号或介质？", "Which material, grade or medium is it about?");
        Ask(!isOfData && !Holds(Processes), "process", "problem", 1, "在哪一道工艺或工序上？现用的工艺参数是什么？", "In which process or step, with which parameters now?");
        Ask(isOfData && !Holds(DataWords), "data", "problem", 1, "有哪些数据、接口和现有系统？数据量有多大？", "Which data, interfaces and systems are there, and how much data?");
        Ask(targets.Length == 0 && (reading.Form.Indicators?.Count ?? 0) == 0, "indicator", "targets", 3, "要达到什么指标？请写出名称、数值和单位，例如“合格率≥98%”。", "Which figure shall be reached? Name, value and unit, as in “yield >= 98 %”.");
        Ask((reading.Form.Indicators?.Any(indicator => string.IsNullOrWhiteSpace(indicator.Unit)) ?? false), "unit", "targets", 0, "有指标没有写单位，请补上。", "An indicator has no unit.");
        Ask(targets.Length + (reading.Form.Indicators?.Count ?? 0) == 1, "indicator", "targets", 2, "除这一项外，还有哪些指标要验收？按什么标准检测？", "Which other figures are accepted, and by which standard are they measured?");
        Ask(!isOfData && !Holds(Amounts), "quantity", "conditions", 1, "产量或批量有多大？", "What is the output or the batch size?");
        Ask(!isOfData && reading.Form.Field is not ['2', ..] && reading.Measures.All(measure => measure.Kind != "temperature") && reading.Words(["温度", "常温", "室温", "高温", "低温", "耐热"]).Count == 0, "temperature", "problem", 0, "使用或加工的温度范围是多少？", "In which range of temperature is it used or made?");
        Ask(Missing("foundation", "work_done") && Missing("foundation", "present_state"), "foundation", "foundation", 3, "已经做过哪些工作，有哪些设备、人员和投入？", "What was tried already, with which equipment, people and money?");
        Ask(Missing("foundation", "readiness_now"), "readiness_now", "foundation", 1, "现在做到哪一步：想法、实验室、小试、中试还是已量产（TRL 1-9）？", "How far is it: an idea, laboratory, bench, pilot or production (TRL 1 to 9)?");
        Ask(Missing("conditions", "readiness_wanted"), "readiness_wanted", "conditions", 1, "希望对方交付到哪一步：样品、中试还是可量产？", "How far shall it be delivered: a sample, a pilot or ready for production?");
        Ask(Missing("conditions", "budget"), "budget", "conditions", Missing("conditions", "budget_negotiable") ? 2 : 1, "打算投入多少（元或万元）？有一个范围也好。", "How much is meant for it (yuan or 10,000 yuan)? A range will do.");
        Ask(Missing("conditions", "deadline"), "deadline", "conditions", 1, "希望什么时候完成？", "Until when is it wanted?");
        return [.. asked.OrderBy(question => points[question.Criterion] == 0 ? 0 : 1).ThenByDescending(question => question.Points)];
    }
}
