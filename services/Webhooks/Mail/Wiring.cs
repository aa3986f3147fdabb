namespace Matchmaking.Webhooks.Mail;

/// <summary>Adds what sends notices by mail.</summary>
public static class Wiring
{
    /// <summary>Settings, what writes mails, and who sends them.</summary>
    public static void AddMail(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<AddressBox>().AddSingleton<MailLinks>().AddSingleton<MailComposer>().AddSingleton<SendMails>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<SendMails>());
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        routes.MapPutMailSubscription();
        routes.MapGetMailSubscription();
        routes.MapDeleteMailSubscription();
        routes.MapFollowMailLink();
    }
}
