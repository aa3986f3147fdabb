namespace Matchmaking.Evaluate;

/// <summary>What --help prints.</summary>
internal static class OptionsPage
{
    internal const string Text = """
        usage: tests/evaluate --talents T.jsonl --demands D.jsonl --qrels Q.tsv [options]
               tests/evaluate --catalogue [README.md]
               tests/evaluate --diagnose N.jsonl [--labels L.tsv] [--json OUT.jsonl]

        files
          --talents T.jsonl      one talent a line: {id, text?, docs?: [{title, abstract?, year?}], judged?}, or an expert of the seeds
          --demands D.jsonl      one demand a line: {id, title?, description?, text?, exclude_doc?}, or a need of the seeds
          --qrels Q.tsv          demand, talent, grade from 0 to 5, separated by tabs; who is not in it has grade 0

        rankers
          --rankers A,B          shuffle, bm25, cosine, scorecard, learned; all of them when absent (learned: with an engine); and model
          --baseline NAME        the one the others are compared with, demand by demand (bm25)
          --depth N              the longest list (1000)
          --seed N               of shuffle and of the bootstrap (1)
          --folds N              the judged demands are dealt into so many parts, and the learned ranker orders each as trained on the others (5)
          --engine NAME          what trains it: mlnet or xgboost; else MATCHMAKING_ENGINE, else the first that is here
          --model FILE           ranks by a model of --save-model or of the service, as ranker model beside the others; its figures are fair
                                 only on demands that it was not trained on, and a warning is given when these are all it was trained on
          --keep-excluded        leaves the document in the portfolios that a demand was made from (exclude_doc)

        reports, beside the table of metrics on standard output
          --reverse              the other direction: demands ordered for each talent, by the same scores
          --blind-report         turns all titles and degrees round and counts the places that moved; exposure of groups
          --attacks              what profiles gain that were made to win: copied, stuffed, disguised
          --ablation             the scorecard without each family and each single weighted feature, against the full one
          --calibration          how likely a judged pair is accepted, by its points, and how far that holds: Brier score, expected calibration
                                 error and bins, for scorecard, learned and model; by curves that had not seen the enterprise
          --accepted GRADE       the least grade that counts there as accepted (2)
          --json OUT.json        the figures for machines, those of --ablation, --calibration and of models among them
          --run OUT.trec         the lists of one ranker in TREC's form
          --features OUT.tsv     for each judged demand the candidates of the scorecard down to --depth: demand, talent, grade, then every
                                 feature, where an empty cell is unknown, then the points of the scorecard

        models
          --save-model FILE      trains one model on all judged demands, kept together by enterprise, and writes it as the service stores it

        other
          --diagnose FILE        diagnoses needs {id, title, field?, description, budget_yuan?, negotiable?} and evaluates nothing else; --labels FILE (id, vague | fair | clear,
                                 flags) tells agreement, hits and false alarms; --json FILE has every diagnosis
          --catalogue [FILE]     writes the catalogue of features, to standard output without a file, and evaluates nothing
          --help                 this page

        ends with 0, or with 2 and one line on standard error when the call or a file is wrong
        """;
}
