namespace Matchmaking.Vocabulary;

/// <summary>
/// GB/T 2260 region codes, six digits: province 2, city 2, county 2. The table names the provinces and the cities in use; a
/// county that it does not hold is accepted, since codes are merged and abolished all the time and real forms carry old ones.
/// </summary>
public static class Regions
{
    /// <summary>What a code must be, for whoever sent another.</summary>
    public const string Rule = "A region is a GB/T 2260 code of six digits.";

    /// <summary>Codes with a name.</summary>
    public static readonly CodeList Known = new(
        ("110000", "北京市"), ("120000", "天津市"), ("130000", "河北省"), ("140000", "山西省"), ("150000", "内蒙古自治区"), ("210000", "辽宁省"),
        ("220000", "吉林省"), ("230000", "黑龙江省"), ("310000", "上海市"), ("320000", "江苏省"), ("330000", "浙江省"), ("340000", "安徽省"),
        ("350000", "福建省"), ("360000", "江西省"), ("370000", "山东省"), ("410000", "河南省"), ("420000", "湖北省"), ("430000", "湖南省"),
        ("440000", "广东省"), ("450000", "广西壮族自治区"), ("460000", "海南省"), ("500000", "重庆市"), ("510000", "四川省"), ("520000", "贵州省"),
        ("530000", "云南省"), ("540000", "西藏自治区"), ("610000", "陕西省"), ("620000", "甘肃省"), ("630000", "青海省"), ("640000", "宁夏回族自治区"),
        ("650000", "新疆维吾尔自治区"), ("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"),
        ("320100", "南京市"), ("320200", "无锡市"), ("320205", "锡山区"), ("320206", "惠山区"), ("320211", "滨湖区"), ("320213", "梁溪区"),
        ("320214", "新吴区"), ("320281", "江阴市"), ("320282", "宜兴市"), ("320400", "常州市"), ("320500", "苏州市"), ("320600", "南通市"),
        ("330100", "杭州市"), ("330200", "宁波市"), ("330203", "海曙区"), ("330205", "江北区"), ("330206", "北仑区"), ("330211", "镇海区"),
        ("330212", "鄞州区"), ("330213", "奉化区"), ("330225", "象山县"), ("330226", "宁海县"), ("330281", "余姚市"), ("330282", "慈溪市"),
        ("330300", "温州市"), ("330400", "嘉兴市"), ("330600", "绍兴市"), ("330602", "越城区"), ("330603", "柯桥区"), ("330604", "上虞区"),
        ("330624", "新昌县"), ("330681", "诸暨市"), ("330683", "嵊州市"), ("340100", "合肥市"), ("370100", "济南市"), ("420100", "武汉市"),
        ("430100", "长沙市"), ("440100", "广州市"), ("440300", "深圳市"), ("510100", "成都市"), ("510300", "自贡市"), ("510500", "泸州市"),
        ("510700", "绵阳市"), ("511000", "内江市"), ("511002", "市中区"), ("511011", "东兴区"), ("511024", "威远县"), ("511025", "资中县"),
        ("511083", "隆昌市"), ("512000", "资阳市"), ("610100", "西安市"));

    /// <summary>True for six digits within an existing province.</summary>
    public static bool IsValid(string? code) =>
        code is { Length: 6 } && code.All(char.IsAsciiDigit) && Known.Contains(code[..2] + "0000");

    /// <summary>The significant digits of a code: 32 for a province, 3202 for a city, 320281 for a county. Two regions overlap when one prefix starts the other.</summary>
    public static string Prefix(string code) =>
        code.EndsWith("0000", StringComparison.Ordinal) ? code[..2] : code.EndsWith("00", StringComparison.Ordinal) ? code[..4] : code;
}
