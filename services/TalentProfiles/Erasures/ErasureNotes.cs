namespace Matchmaking.TalentProfiles.Erasures;

/// <summary>What every certificate says of what is kept on purpose and of what no service can reach. Whoever changes what is held changes these.</summary>
internal static class ErasureNotes
{
    public static readonly IReadOnlyList<ErasureNote> All =
    [
        new("bare_id_kept", "各服务保留该专家的编号（不含任何其他信息），以防迟到或重复的消息使其数据恢复。",
            "Every service keeps the bare id of the expert, and nothing else, so that messages that come late or again bring nothing back."),
        new("audit_chain_kept", "审计链保留操作的时间、操作者、代码和编号；明细已删除，哈希链保持完整可验证。",
            "The audit chain keeps when what was done to which id and by whom; details are gone, and the chain can still be verified by its hashes."),
        new("decisions_counted", "已作出的审核决定以匿名形式保留（需求、状态、原因代码、名次、分数和时间），不再关联任何专家，也无任何文字。",
            "Decisions stand without an expert and without a word: need, status, reason codes, rank, score and time."),
        new("models_kept", "排序模型由多人的数值特征汇总而成，不含文字，不因单人删除而重新训练；其训练数据已删除，此后的模型不再使用。",
            "Ranking models are sums over the features of many, hold no text and are not trained anew for one; the rows are gone, and no later model learns from them."),
        new("memory_passes", "各进程内存中的潜在语义空间在一个轮询周期（默认 15 秒）内更换；已释放的内存由运行环境回收。",
            "A latent space in the memory of a process is replaced within one poll (15 s unless set otherwise); freed memory is reclaimed by the runtime."),
        new("broker_queues", "途中的消息在到达时被丢弃；消息代理的错误队列不在服务可及范围内，按部署设置的期限（默认 7 天）过期。",
            "Messages on their way are dropped on arrival; error queues of the broker are out of the services' reach and expire as deployed (after 7 days)."),
        new("database_files", "数据库备份、预写日志和尚未清理的磁盘页由运行方按其保留期限处理；从备份恢复后须重新下达全部删除（republish-erasures）。",
            "Backups, write-ahead logs and pages that are not vacuumed yet are the operator's; after a restore all erasures are told again (republish-erasures)."),
        new("receivers", "此前已由接收方通过推送、接口或导出取得的数据，由该接收方自行删除。",
            "What receivers took over before by webhook, API or export is theirs to erase."),
    ];
}
