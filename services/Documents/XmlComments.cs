using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Matchmaking.Documents;

/// <summary>The comments of the code, which the compiler writes beside each assembly.</summary>
/// <param name="folder">Where the assemblies lie.</param>
internal sealed partial class XmlComments(string folder)
{
    // Read when the first document is asked for: most processes are never asked.
    private readonly Lazy<Dictionary<string, XElement>> members = new(() => Read(folder));

    /// <summary>What is said of a type.</summary>
    public string? Of(Type type) => Summary($"T:{NameOf(type)}");

    /// <summary>What is said of a constant or a field.</summary>
    public string? Of(FieldInfo field) => Summary($"F:{NameOf(field.DeclaringType!)}.{field.Name}");

    /// <summary>What is said of a property, or of the parameter of a record that it stands for.</summary>
    public string? Of(PropertyInfo property)
    {
        var type = NameOf(property.DeclaringType!);
        return Summary($"P:{type}.{property.Name}") is { Length: > 0 } own
            ? own
            : members.Value.GetValueOrDefault($"T:{type}")?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == property.Name) is { } param ? Text(param) : null;
    }

    private string? Summary(string member) => members.Value.GetValueOrDefault(member)?.Element("summary") is { } summary ? Text(summary) : null;

    private static string NameOf(Type type) => ((type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name).Replace('+', '.');

    private static Dictionary<string, XElement> Read(string folder) => Directory.EnumerateFiles(folder, "Matchmaking.*.xml")
        .SelectMany(path => XDocument.Load(path).Descendants("member"))
        .GroupBy(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private static string Text(XElement element)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                XElement { Name.LocalName: "see" or "seealso" } see => Last((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? ""),
                XElement { Name.LocalName: "paramref" } param => Camel((string?)param.Attribute("name") ?? ""),
                XElement other => Text(other),
                _ => "",
            });
        }

        return Blanks().Replace(text.ToString(), " ").Trim();
    }

    // M:Matchmaking.Audit.AuditTrail.Record(...) -> Record
    private static string Last(string reference) => reference.Split('(')[0].Split('.')[^1];

    private static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
