namespace Matchmaking.Vocabulary;

/// <summary>The closed code lists of the forms.</summary>
public static class Codes
{
    /// <summary>Kinds of institute.</summary>
    public static readonly CodeList InstituteKinds = new(
        ("university", "高等院校"), ("research_institute", "科研院所"), ("hospital", "医疗机构"), ("college", "职业院校"),
        ("service_platform", "公共服务平台"), ("enterprise_lab", "企业研发机构"));

    /// <summary>Degrees.</summary>
    public static readonly CodeList Degrees = new(("doctor", "博士"), ("master", "硕士"), ("bachelor", "学士"), ("other", "其他"));

    /// <summary>Kinds of achievement.</summary>
    public static readonly CodeList AchievementKinds = new(
        ("paper", "论文"), ("patent", "专利"), ("project", "项目"), ("award", "奖励"), ("standard", "标准"), ("product", "产品"),
        ("conversion_contract", "转化合同"));

    /// <summary>Ways of working together that an expert offers (技术合同五类 and the secondments of the regions).</summary>
    public static readonly CodeList ServiceModes = new(
        ("joint_development", "合作开发"), ("technology_transfer", "技术转让"), ("licensing", "许可使用"), ("joint_venture", "合作兴办新企业"),
        ("consulting", "技术咨询"), ("technical_service", "技术服务"), ("testing", "检验检测"), ("training", "培训"), ("secondment", "挂职"));

    /// <summary>Ways of working together that an enterprise asks for (合作方式 of the collection forms, technology ones).</summary>
    public static readonly CodeList CooperationModes = new(
        ("equity_investment", "股权投资"), ("technology_transfer", "技术转让"), ("licensing", "许可使用"), ("joint_development", "合作开发"),
        ("joint_venture", "合作兴办新企业"), ("other", "其他"), ("consulting", "技术咨询"), ("technical_service", "技术服务"));

    /// <summary>战略性新兴产业分类（2018）, first level.</summary>
    public static readonly CodeList EmergingIndustries = new(
        ("1", "新一代信息技术产业"), ("2", "高端装备制造产业"), ("3", "新材料产业"), ("4", "生物产业"), ("5", "新能源汽车产业"), ("6", "新能源产业"),
        ("7", "节能环保产业"), ("8", "数字创意产业"), ("9", "相关服务业"));

    /// <summary>Who may see a demand.</summary>
    public static readonly CodeList Visibilities = new(("public", "公开"), ("targeted", "定向"), ("confidential", "保密"));

    /// <summary>Why a demand was closed by its enterprise.</summary>
    public static readonly CodeList CloseReasons = new(
        ("solved", "已解决"), ("withdrawn", "撤回"), ("expired", "过期"), ("duplicate", "重复"));

    /// <summary>Where a demand stands.</summary>
    public static readonly CodeList DemandStatuses = new(
        ("draft", "草稿"), ("in_verification", "审核中"), ("vetoed", "一票否决"), ("published", "已发布"), ("closed", "已关闭"));

    /// <summary>Levels of the verification of a demand, in this order (四级审核).</summary>
    public static readonly CodeList VerificationLevels = new(
        ("filing", "企业填报"), ("department", "部门初审"), ("third_party", "第三方复核"), ("committee", "管委会审定"));

    /// <summary>How a round of verification stands.</summary>
    public static readonly CodeList VerificationStatuses = new(
        ("waiting", "待审"), ("passed", "审定通过"), ("returned", "退回填报"), ("withdrawn", "企业撤回"), ("vetoed", "一票否决"), ("lifted", "否决撤销"), ("closed", "需求关闭"));

    /// <summary>Why a demand is returned to an earlier level.</summary>
    public static readonly CodeList ReturnReasons = new(
        ("incomplete", "填报不完整"), ("unclear", "表述不清"), ("figures_unsupported", "数据缺少依据"), ("figures_inconsistent", "数据前后矛盾"),
        ("source_unverifiable", "来源无法核实"), ("not_a_technology_need", "不属技术需求"), ("duplicate", "重复申报"), ("level_not_thorough", "前级审核不到位"), ("other", "其他"));

    /// <summary>Why a demand is vetoed (弄虚作假一票否决).</summary>
    public static readonly CodeList VetoReasons = new(
        ("falsified_figures", "数据造假"), ("forged_documents", "材料伪造"), ("false_identity", "冒用主体"), ("invented_need", "虚构需求"));

    /// <summary>Why a veto is lifted.</summary>
    public static readonly CodeList LiftReasons = new(("appeal_upheld", "申诉成立"), ("evidence_supplied", "补充证据"), ("vetoed_by_mistake", "误判"));

    /// <summary>Why a figure is corrected (回头看).</summary>
    public static readonly CodeList CorrectionReasons = new(
        ("look_back", "回头看核查"), ("irregular_figure", "数据不规范核减"), ("counted_twice", "重复计算"), ("wrong_unit", "单位错误"), ("clerical_error", "笔误"), ("other", "其他"));

    /// <summary>Where a challenge stands (揭榜挂帅).</summary>
    public static readonly CodeList ChallengeStates = new(
        ("collected", "征集"), ("returned", "退回修改"), ("argued", "论证通过"), ("published", "已发榜"), ("checking", "形式审查"), ("scoring", "专家评审"), ("publicity", "公示"), ("signing", "签约"),
        ("in_progress", "攻关"), ("completed", "已兑付"), ("unawarded", "未揭榜"), ("failed", "未达标"), ("ended", "终止"));

    /// <summary>Where a bid for a challenge stands.</summary>
    public static readonly CodeList BidStates = new(
        ("sealed", "已密封"), ("withdrawn", "撤回"), ("passed", "审查通过"), ("rejected", "审查未过"), ("awarded", "拟中榜"), ("not_awarded", "未中榜"), ("dropped", "取消中榜"), ("called_off", "随榜单终止"), ("signed", "已签约"),
        ("eliminated", "淘汰"), ("ended", "终止"), ("accepted", "验收通过"), ("failed", "验收未过"), ("paid", "已兑付"));

    /// <summary>Relations of an indicator.</summary>
    public static readonly CodeList IndicatorRelations = new(
        (">=", "不低于"), ("<=", "不高于"), ("=", "等于"), (">", "高于"), ("<", "低于"), ("range", "区间"));

    /// <summary>Units of money.</summary>
    public static readonly CodeList MoneyUnits = new(("yuan", "元"), ("wan_yuan", "万元"));

    /// <summary>Decisions of a reviewer.</summary>
    public static readonly CodeList Decisions = new(("accepted", "通过"), ("held", "暂缓"), ("rejected", "否决"));

    /// <summary>What an accepted match reaches, in this order; it may end at any of them.</summary>
    public static readonly CodeList MatchStages = new(
        ("visited", "实地对接"), ("agreement", "合作意向"), ("contract", "技术合同"), ("acceptance", "验收"), ("ended", "终止"));

    /// <summary>Kinds of technology contract (技术合同认定登记).</summary>
    public static readonly CodeList ContractKinds = new(
        ("development", "技术开发"), ("transfer", "技术转让"), ("licence", "技术许可"), ("consulting", "技术咨询"), ("service", "技术服务"));

    /// <summary>
    /// Why a reviewer decided so, or a match ended. Only <c>irrelevant</c> and <c>wrong_field</c> say something about relevance; price, time and the rest do not.
    /// </summary>
    public static readonly CodeList DecisionReasons = new(
        ("good_fit", "技术匹配"), ("strong_evidence", "业绩扎实"), ("local_experience", "熟悉本地企业"),
        ("irrelevant", "技术不符"), ("wrong_field", "领域不符"), ("thin_evidence", "依据不足"), ("price", "价格"), ("time", "时间"),
        ("no_capacity", "专家无档期"), ("conflict_of_interest", "利益冲突"), ("confidentiality", "保密"), ("enterprise_gave_up", "企业放弃"),
        ("needs_clarification", "需求待明确"), ("duplicate", "重复"), ("no_response", "逾期未回应"), ("other", "其他"));
}
