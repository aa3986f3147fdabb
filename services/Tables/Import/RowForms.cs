using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.Tables.Columns;

namespace Matchmaking.Tables.Import;

/// <summary>What is imported: its columns, what else must hold of a row, and how a row of cells is made whole.</summary>
/// <param name="Columns">The columns of CSV and XLSX.</param>
/// <param name="Refuse">The fault of a sound form that the caller may not enter; null when there is none.</param>
/// <param name="Store">Stores rows.</param>
/// <param name="MakeWhole">Fills in what the cells of a row say without saying it; null for nothing.</param>
public sealed record ImportPlan<TForm>(TableColumns Columns, Func<TForm, FieldError?> Refuse, StoreRows<TForm> Store, Action<JsonObject>? MakeWhole = null)
    where TForm : class;

/// <summary>Turns rows into forms, by the JSON rules and the validator of a single request.</summary>
internal sealed class RowForms<TForm>(ImportPlan<TForm> plan, IValidator<TForm> validator, JsonSerializerOptions json)
    where TForm : class
{
    private readonly JsonSerializerOptions exported = WithNotes(json, plan.Columns);

    /// <summary>The form of a row, or its faults.</summary>
    public (ImportRow<TForm>? Row, FieldError[] Errors) Read(SourceRow source, TableHeading? heading, DateTimeOffset now)
    {
        if (source.Fault is not null)
        {
            return (null, [source.Fault]);
        }

        var (form, content, faults) = heading is null ? OfLine(source) : OfCells(source, heading);
        faults = form is null ? faults : validator.Faults(form);
        if (faults.Length == 0 && plan.Refuse(form!) is { } refused)
        {
            faults = [refused];
        }

        return faults.Length > 0 ? (null, faults)
            : (new ImportRow<TForm>(source.Line, content.Length, Convert.ToHexString(SHA256.HashData(content.Span)), Guid.CreateVersion7(now), form!), faults);
    }

    private (TForm? Form, ReadOnlyMemory<byte> Content, FieldError[] Faults) OfLine(SourceRow source)
    {
        try
        {
            return JsonSerializer.Deserialize<TForm>(source.Json.Span, exported) is { } form ? (form, source.Json, [])
                : (null, default, [new FieldError("", "required", "A row is an object, not null.")]);
        }
        catch (JsonException error)
        {
            var fault = RequestFaults.JsonFault(error);
            return (null, default, [fault.Code == "malformed" ? fault with { Message = $"Not well-formed JSON at column {Place(source, error)}." } : fault]);
        }
    }

    private (TForm? Form, ReadOnlyMemory<byte> Content, FieldError[] Faults) OfCells(SourceRow source, TableHeading heading)
    {
        var faults = new List<FieldError>();
        var values = heading.Read(source, faults);
        if (faults.Count > 0)
        {
            return (null, default, [.. faults]);
        }

        try
        {
            plan.MakeWhole?.Invoke(values);
            var content = JsonSerializer.SerializeToUtf8Bytes(values);
            return (JsonSerializer.Deserialize<TForm>(content, json), content, []);
        }
        catch (JsonException error)
        {
            return (null, default, [RequestFaults.JsonFault(error)]);
        }
    }

    // The fault is counted in bytes, and a Chinese character has three: a reader looks for it in characters.
    private static int Place(SourceRow source, JsonException error)
    {
        var bytes = (int)Math.Clamp(error.BytePositionInLine ?? 0, 0, source.Json.Length);
        return Encoding.UTF8.GetCharCount(source.Json.Span[..bytes]) + 1;
    }

    // An export says of each row what is stored beside its form; sent back, that is passed over and not an unknown field.
    private static JsonSerializerOptions WithNotes(JsonSerializerOptions json, TableColumns columns)
    {
        var resolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(type =>
        {
            if (type.Type != typeof(TForm))
            {
                return;
            }

            foreach (var note in columns.All.Where(c => c.IsNote))
            {
                var property = type.CreateJsonPropertyInfo(typeof(JsonElement?), note.Field);
                property.Set = static (_, _) => { };
                type.Properties.Add(property);
            }
        });
        return new JsonSerializerOptions(json) { TypeInfoResolver = resolver };
    }
}
