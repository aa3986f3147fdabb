using System.Text.Json;

namespace Matchmaking.Learning.Trees;

/// <summary>
/// The ensemble as JSON. One ensemble has one text: keys in a fixed order, numbers in their shortest form that reads back to the same bits,
/// no white space. README.md beside this file's project describes the format.
/// </summary>
public static class TreeEnsembleFile
{
    /// <summary>Format and its version.</summary>
    public const string Format = "tree-ensemble/1";

    /// <summary>The text of an ensemble, UTF-8.</summary>
    public static byte[] Write(TreeEnsemble ensemble)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteString("engine", ensemble.Engine);
            writer.WriteNumber("bias", ensemble.Bias);
            writer.WriteStartArray("columns");
            foreach (var column in ensemble.Columns)
            {
                writer.WriteStartObject();
                writer.WriteString("name", column.Name);
                writer.WriteBoolean("monotone", column.IsMonotone);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("trees");
            foreach (var tree in ensemble.Trees)
            {
                writer.WriteStartObject();
                List(writer, "feature", tree.Features, writer.WriteNumberValue);
                List(writer, "threshold", tree.Thresholds, writer.WriteNumberValue);
                List(writer, "unknownLeft", tree.UnknownLeft, writer.WriteBooleanValue);
                List(writer, "left", tree.Left, writer.WriteNumberValue);
                List(writer, "right", tree.Right, writer.WriteNumberValue);
                List(writer, "value", tree.Values, writer.WriteNumberValue);
                List(writer, "cover", tree.Covers, writer.WriteNumberValue);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is not such a text, or a tree in it could not be walked; the message says where.</exception>
    public static TreeEnsemble Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() is not Format and var format)
            {
                throw new InvalidDataException($"The format is {format}, not {Format}.");
            }

            var columns = root.GetProperty("columns").EnumerateArray()
                .Select(column => new FeatureColumn(column.GetProperty("name").GetString()!, column.GetProperty("monotone").GetBoolean())).ToArray();
            var trees = root.GetProperty("trees").EnumerateArray().Select(Tree).ToArray();
            for (var i = 0; i < trees.Length; i++)
            {
                if (trees[i].Fault(columns.Length) is { } fault)
                {
                    throw new InvalidDataException($"Tree {i} cannot be walked: {fault}.");
                }
            }

            if (trees.Length == 0 || columns.Length == 0)
            {
                throw new InvalidDataException("An ensemble has columns and trees.");
            }

            return new TreeEnsemble(columns, root.GetProperty("bias").GetDouble(), trees, root.GetProperty("engine").GetString()!);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"This is no {Format}: {error.Message}", error);
        }
    }

    private static RegressionTree Tree(JsonElement tree) => new(
        List(tree, "feature", value => value.GetInt32()),
        List(tree, "threshold", value => value.GetSingle()),
        List(tree, "unknownLeft", value => value.GetBoolean()),
        List(tree, "left", value => value.GetInt32()),
        List(tree, "right", value => value.GetInt32()),
        List(tree, "value", value => value.GetDouble()),
        List(tree, "cover", value => value.GetInt32()));

    private static T[] List<T>(JsonElement tree, string name, Func<JsonElement, T> read) => [.. tree.GetProperty(name).EnumerateArray().Select(read)];

    private static void List<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> values, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            write(value);
        }

        writer.WriteEndArray();
    }
}
