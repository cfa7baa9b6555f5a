using System.Reflection;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.Passwords;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Features.Mail;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Platform.Reads;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GreenPark.Application;

public static class ApplicationSetup
{
    /// <summary>
    /// Messaging, handlers, validators and Identity's stores. The host adds the database (<c>AddGreenParkDatabase</c>), logging
    /// and, where people sign in, cookies and the sign-in manager.
    /// </summary>
    public static IServiceCollection AddGreenParkApplication(this IServiceCollection services, params Assembly[] more)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Sender>();
        services.AddScoped<MessageScope>();
        services.AddScoped(x => x.GetRequiredService<MessageScope>().User);
        services.AddScoped<ServiceFactory>(x => x.GetService!);
        services.AddScoped<IMediator, Mediator>();

        services.TryAddSingleton(new ImportOptions());
        services.TryAddSingleton(new SigningOptions());
        services.TryAddSingleton(new RetentionOptions());
        services.AddDataProtection();   // the host says where its keys are kept
        services.AddSingleton<AuthenticatorSecrets>();
        services.TryAddSingleton(new MailOptions(false));
        services.TryAddSingleton(AccountLinkOptions.Usual);
        services.AddSingleton<Letters>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<GuessLimits>();
        services.TryAddSingleton(FreshSignInOptions.Usual);
        services.TryAddSingleton(SessionLife.Usual);
        services.AddScoped(typeof(IGate<>), typeof(FreshSignInGate<>));
        services.AddScoped<IGate<ChangeMyPassword>, PresentPasswordGate>();
        services.AddScoped(typeof(IGate<>), typeof(ReleaseGate<>));
        services.AddScoped(typeof(ILedger<>), typeof(ReleaseLedger<>));
        services.AddSingleton<Issuer>();
        services.AddSingleton<ReadLog>();
        services.AddScoped<TenantReads>();
        services.AddSingleton<RunWorker>();
        services.AddSingleton<WaitedCalculations>();

        // the order is the order in which they see a request
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorisationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(GateBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ReadBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(LedgerBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuditBehaviour<,>));

        services.Scan(scan => scan.FromAssemblies([typeof(ApplicationSetup).Assembly, .. more])
            .AddClasses(x => x.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(x => x.AssignableTo(typeof(IPreparation<>)), publicOnly: false).AsSelfWithInterfaces().WithScopedLifetime()
            .AddClasses(x => x.AssignableTo(typeof(IValidator<>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime());

        services.AddIdentityCore<AppUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = PasswordRules.LengthBesideSecondFactor;   // commands check the rest
                options.Password.RequireNonAlphanumeric = options.Password.RequireUppercase = options.Password.RequireDigit = false;
            })
            .AddEntityFrameworkStores<GreenParkDb>();
        services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<AppUser>, NormalisingPasswordHasher>());
        return services;
    }
}
