namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>Sent by data protection, which makes a key about every 90 days and sometimes a revocation.</summary>
[Allow(Permission.SystemOnly)]
public sealed record KeepProtectionKey(string Name, byte[] Xml) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db) : ICommandHandler<KeepProtectionKey, Done>
    {
        public Task<Result<Done>> Handle(KeepProtectionKey command, CancellationToken cancellationToken)
        {
            db.Add(ProtectionKey.Of(command.Name, command.Xml));
            return Task.FromResult<Result<Done>>(Done.Value);
        }
    }
}
