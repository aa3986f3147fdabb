using MassTransit;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Demands;
using Matchmaking.TechnologyDemands.Enterprises;

var builder = WebApplication.CreateBuilder(args);
builder.AddService("technology-demands", typeof(Program).Assembly, bus => bus.AddConsumer<FollowOrganisationsConsumer>());

var app = builder.Build();
app.MapService();

var api = app.MapGroup("/v1");
api.MapRegisterEnterprise();
api.MapReviseEnterprise();
api.MapGetEnterprise();
api.MapListEnterprises();
api.MapPostDemand();
api.MapReviseDemand();
api.MapPublishDemand();
api.MapCloseDemand();
api.MapGetDemand();
api.MapListDemands();
api.MapRepublishDemands();

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
