using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using MassTransit;
using Matchmaking.Contracts.Contacts;
using Matchmaking.Contracts.Erasure;

namespace Matchmaking.Documents.Tests;

/// <summary>
/// Makes the AsyncAPI 3.0 document of the events from the records of Contracts, their comments, and the consumers in the services: exchanges and queues are named by
/// MassTransit itself.
/// </summary>
internal sealed class AsyncApiFromContracts
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    private static readonly Assembly Contracts = typeof(Matchmaking.Contracts.TalentProfiles.TalentPublished).Assembly;

    // As they are named where they add their bus.
    private static readonly (string Name, string Bus)[] Services =
    [
        ("Identity", "identity"), ("TalentProfiles", "talent-profiles"), ("TechnologyDemands", "technology-demands"), ("Ranking", "ranking"), ("MatchReview", "match-review"), ("Webhooks", "webhooks"), ("Insights", "insights"),
    ];

    private readonly XmlComments comments = new(AppContext.BaseDirectory);

    /// <summary>Whoever follows an event, and through which queue.</summary>
    public static ILookup<Type, (string Service, string Queue)> Followers { get; } = (
        from service in Services
        // What every service registers stands in an assembly that they share.
        from consumer in Assembly.Load($"Matchmaking.{service.Name}").GetTypes().Concat(Assembly.Load("Matchmaking.Erasure").GetTypes()).Where(type => type is { IsClass: true, IsAbstract: false })
        from follows in consumer.GetInterfaces().Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
        select (Event: follows.GetGenericArguments()[0], Follower: (service.Name, Queue(service.Bus, consumer)))).ToLookup(one => one.Event, one => one.Follower);

    /// <summary>The events: what is sent by itself, not as a part of another.</summary>
    public static IReadOnlyList<Type> Events { get; } = Roots();

    /// <summary>The service that sends an event.</summary>
    public static string Owner(Type type) => type.Name switch
    {
        nameof(PersonErased) => "every service",
        nameof(PersonErasureRequested) => "TalentProfiles",
        nameof(ContactDisclosed) => "TechnologyDemands, TalentProfiles",
        _ => type.Namespace!.Split('.')[^1],
    };

    /// <summary>The document.</summary>
    public JsonObject Make()
    {
        var (channels, operations, messages, schemas) = (new JsonObject(), new JsonObject(), new JsonObject(), new JsonObject { ["Envelope"] = Envelope() });
        foreach (var type in Events)
        {
            channels[type.Name] = Channel(type);
            messages[type.Name] = Message(type);
            schemas[type.Name] = Schema(type);
            operations[$"send{type.Name}"] = Operation(type, "send", Owner(type), null);
            foreach (var (service, queue) in Followers[type].OrderBy(follower => follower.Queue, StringComparer.Ordinal))
            {
                operations[$"receive{type.Name}By{string.Concat(queue.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}"] = Operation(type, "receive", service, queue);
            }
        }

        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Matchmaking events",
                ["version"] = "v1",
                ["description"] = "What the services tell each other over RabbitMQ. Delivery is at least once and unordered; an event carries the full state and a revision. Messages are in MassTransit's envelope: the event stands in its field message.",
            },
            ["defaultContentType"] = "application/vnd.masstransit+json",
            ["servers"] = new JsonObject { ["broker"] = new JsonObject { ["host"] = "127.0.0.1:5672", ["protocol"] = "amqp", ["description"] = "RabbitMQ; host, port, user and virtual host are settings of each service (section Broker)." } },
            ["channels"] = channels,
            ["operations"] = operations,
            ["components"] = new JsonObject { ["messages"] = messages, ["schemas"] = schemas },
        };
    }

    private JsonObject Channel(Type type) => new()
    {
        ["address"] = new MassTransit.RabbitMqTransport.RabbitMqMessageNameFormatter().GetMessageName(type).ToString(),
        ["description"] = comments.Of(type),
        ["servers"] = new JsonArray(new JsonObject { ["$ref"] = "#/servers/broker" }),
        ["messages"] = new JsonObject { [type.Name] = new JsonObject { ["$ref"] = $"#/components/messages/{type.Name}" } },
        ["bindings"] = new JsonObject
        {
            ["amqp"] = new JsonObject
            {
                ["is"] = "routingKey",
                ["exchange"] = new JsonObject { ["name"] = new MassTransit.RabbitMqTransport.RabbitMqMessageNameFormatter().GetMessageName(type).ToString(), ["type"] = "fanout", ["durable"] = true, ["autoDelete"] = false },
                ["bindingVersion"] = "0.3.0",
            },
        },
    };

    private JsonObject Message(Type type) => new()
    {
        ["name"] = type.Name,
        ["title"] = type.Name,
        ["summary"] = comments.Of(type),
        ["contentType"] = "application/vnd.masstransit+json",
        ["payload"] = new JsonObject
        {
            ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/components/schemas/Envelope" }),
            ["properties"] = new JsonObject
            {
                ["messageType"] = new JsonObject { ["const"] = new JsonArray(MessageUrn.ForTypeString(type)) },
                ["message"] = new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" },
            },
        },
    };

    private static JsonObject Operation(Type type, string action, string service, string? queue)
    {
        var operation = new JsonObject
        {
            ["action"] = action,
            ["channel"] = new JsonObject { ["$ref"] = $"#/channels/{type.Name}" },
            ["messages"] = new JsonArray(new JsonObject { ["$ref"] = $"#/channels/{type.Name}/messages/{type.Name}" }),
            ["x-service"] = service,
        };
        if (queue is not null)
        {
            operation["x-queue"] = queue;
        }

        return operation;
    }

    private JsonNode Schema(Type type) => Wire.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) =>
        {
            var said = context.PropertyInfo?.AttributeProvider is PropertyInfo property ? comments.Of(property) : comments.Of(context.TypeInfo.Type);
            if (schema is JsonObject json && !string.IsNullOrEmpty(said))
            {
                json.Insert(0, "description", said);
            }

            return schema;
        },
    });

    private static JsonObject Envelope() => new()
    {
        ["description"] = "What MassTransit writes around every message, and reads.",
        ["type"] = "object",
        ["required"] = new JsonArray("messageId", "messageType", "message"),
        ["properties"] = new JsonObject
        {
            ["messageId"] = Text("Identity of the message; the same each time it is sent. A consumer ignores what it has seen.", "uuid"),
            ["conversationId"] = Text("What the message belongs to.", "uuid"),
            ["sourceAddress"] = Text("Who sent it.", "uri"),
            ["destinationAddress"] = Text("The exchange.", "uri"),
            ["messageType"] = new JsonObject { ["type"] = "array", ["description"] = "urn:message:NAMESPACE:NAME.", ["items"] = new JsonObject { ["type"] = "string" } },
            ["message"] = new JsonObject { ["type"] = "object", ["description"] = "The event." },
            ["sentTime"] = Text("UTC.", "date-time"),
            ["headers"] = new JsonObject { ["type"] = "object", ["description"] = "traceparent of the request that the event comes from, and others." },
            ["host"] = new JsonObject { ["type"] = "object", ["description"] = "The process that sent it." },
        },
    };

    private static JsonObject Text(string description, string format) => new() { ["type"] = "string", ["format"] = format, ["description"] = description };

    private static string Queue(string bus, Type consumer) =>
        (string)typeof(IEndpointNameFormatter).GetMethod(nameof(IEndpointNameFormatter.Consumer))!.MakeGenericMethod(consumer).Invoke(new KebabCaseEndpointNameFormatter(bus, false), [])!;

    private static List<Type> Roots()
    {
        var records = Contracts.GetExportedTypes();
        var parts = records.SelectMany(type => type.GetProperties()).SelectMany(property => property.PropertyType.GetGenericArguments().Append(property.PropertyType)).ToHashSet();
        return [.. records.Where(type => !parts.Contains(type)).OrderBy(Owner, StringComparer.Ordinal).ThenBy(type => type.Name, StringComparer.Ordinal)];
    }
}
