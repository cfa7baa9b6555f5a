using GreenPark.Application.Features.Statements;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<IssuedStatement> Statements => Set<IssuedStatement>();
    public DbSet<OthersSum> OthersSums => Set<OthersSum>();
}
