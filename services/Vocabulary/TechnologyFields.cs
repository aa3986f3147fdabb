namespace Matchmaking.Vocabulary;

/// <summary>国家重点支持的高新技术领域: 8 first-level fields (2 digits), their second level (3 digits), open third level (5 digits).</summary>
public static class TechnologyFields
{
    /// <summary>What a code must be, for whoever sent another.</summary>
    public const string Rule = "A field is a code of 国家重点支持的高新技术领域, such as 403.";

    /// <summary>First and second level.</summary>
    public static readonly CodeList Known = new(
        ("10", "电子信息"), ("101", "软件"), ("102", "微电子技术"), ("103", "计算机产品及其网络应用"), ("104", "通信技术"), ("105", "广播影视技术"),
        ("106", "新型电子元器件"), ("107", "信息安全技术"), ("108", "智能交通和轨道交通技术"),
        ("20", "生物与新医药"), ("201", "医药生物技术"), ("202", "中药、天然药物"), ("203", "化学药研发技术"), ("204", "药物新剂型与制剂创制技术"),
        ("205", "医疗仪器、设备与医学专用软件"), ("206", "轻工和化工生物技术"), ("207", "农业生物技术"),
        ("30", "航空航天"), ("301", "航空技术"), ("302", "航天技术"),
        ("40", "新材料"), ("401", "金属材料"), ("402", "无机非金属材料"), ("403", "高分子材料"), ("404", "生物医用材料"),
        ("405", "精细和专用化学品"), ("406", "与文化艺术产业相关的新材料"),
        ("50", "高技术服务"), ("501", "研发与设计服务"), ("502", "检验检测认证与标准服务"), ("503", "信息技术服务"), ("504", "高技术专业化服务"),
        ("505", "知识产权与成果转化服务"), ("506", "电子商务与现代物流技术"), ("507", "城市管理与社会服务"), ("508", "文化创意产业支撑技术"),
        ("60", "新能源与节能"), ("601", "可再生清洁能源"), ("602", "核能及氢能"), ("603", "新型高效能量转换与储存技术"), ("604", "高效节能技术"),
        ("70", "资源与环境"), ("701", "水污染控制与水资源利用技术"), ("702", "大气污染控制技术"), ("703", "固体废弃物处置与综合利用技术"),
        ("704", "物理性污染防治技术"), ("705", "环境监测及环境事故应急处理技术"), ("706", "生态环境建设与保护技术"), ("707", "清洁生产技术"),
        ("708", "资源勘查、高效开采与综合利用技术"),
        ("80", "先进制造与自动化"), ("801", "工业生产过程控制系统"), ("802", "安全生产技术"), ("803", "高性能、智能化仪器仪表"),
        ("804", "先进制造工艺与装备"), ("805", "新型机械"), ("806", "电力系统与设备"), ("807", "汽车及轨道车辆相关技术"),
        ("808", "高技术船舶与海洋工程装备设计制造技术"), ("809", "传统文化产业改造技术"));

    /// <summary>True for a known code of the first two levels and for five digits below a known second level.</summary>
    public static bool IsValid(string? code) =>
        Known.Contains(code) || (code is { Length: 5 } && code.All(char.IsAsciiDigit) && Known.Contains(code[..3]));

    /// <summary>The Chinese name of a field; of five digits that of the second level above. Null when nothing knows the code.</summary>
    public static string? Name(string code) => Known.Label(code) ?? (IsValid(code) ? Known.Label(code[..3]) : null);

    /// <summary>What the codes of a field and of everything below it start with: 40 is 新材料 with 401 to 406 (4), 403 is one part of it (403).</summary>
    public static string Prefix(string code) => code.Length == 2 ? code[..1] : code;
}
