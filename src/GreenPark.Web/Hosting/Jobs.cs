using GreenPark.Persistence;
using GreenPark.Web.Features.Attribution;
using GreenPark.Web.Features.AuditRecords;
using GreenPark.Web.Features.DataAccess;
using GreenPark.Web.Features.Metering.InPieces;
using GreenPark.Web.Features.Retention;
using Microsoft.Data.SqlClient;
using Quartz;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Quartz.NET in this process. With the embedded database its store is memory (the runs' table is the queue, and one process is
/// all there is); on SQL Server it is the clustered store, so that another node takes over what a dead one left.
/// </summary>
internal static class Jobs
{
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);

    public static void AddJobs(this WebApplicationBuilder builder)
    {
        var database = DatabaseOptions.From(builder.Configuration);
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => options.InstanceName = "greenpark");
            quartz.UseDefaultThreadPool(maxConcurrency: 1);   // a run uses all the memory and processors it can get
            if (database.Provider == DatabaseProvider.Sqlite) quartz.UseInMemoryStore(_ => { });
            else
                quartz.UsePersistentStore(store =>
                {
                    store.UseSqlServer(SqlClientFactory.Instance, database.ConnectionString);
                    store.UseClustering(options => options.CheckinInterval = CheckIn);
                    store.ProvisionSchema();
                });
        });
        // what is interrupted is taken up again; waiting would hold up the restart
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = false);
        builder.Services.AddHostedService<RunQueue>();
        builder.Services.AddHostedService<AuditSealing>();
        builder.Services.AddHostedService<UploadSweeping>();
        builder.Services.AddHostedService<ReadLogWriting>();
        builder.Services.AddHostedService<RetentionWork>();
    }
}
