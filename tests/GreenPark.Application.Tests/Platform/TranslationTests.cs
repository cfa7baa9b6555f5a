using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using GreenPark.Application.Tests.Features;
using GreenPark.Application.Tests.Fixture;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace GreenPark.Application.Tests.Platform;

/// <summary>
/// Every query that the suite has sent is translated for SQL Server too, without a server. The expressions are those that EF
/// compiled on SQLite, caught by an interceptor; entity roots are exchanged for the same entities of the other model.
/// </summary>
public sealed class TranslationTests
{
    [Fact]
    public async Task Every_query_translates_for_SQL_Server()
    {
        if (TestDatabase.SqlServer is not null) Assert.Skip("The whole suite runs on SQL Server: every query is translated and executed there.");
        var caught = await CatchQueriesAsync();
        caught.Count.ShouldBeGreaterThan(40);
        using var db = Databases.SqlServer();
        caught.Select(x => ErrorOf(db, x)).OfType<string>().Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void A_query_that_does_not_translate_would_be_found()
    {
        using var db = Databases.SqlServer();
        ErrorOf(db, db.Parks.Where(x => x.Address.Normalize() == "x").Expression).ShouldNotBeNull();
        ErrorOf(db, db.Parks.Where(x => x.Address == "x").Expression).ShouldBeNull();
    }

    /// <summary>Runs every feature's tests, each class on a database of its own whose contexts tell what they compile.</summary>
    private static async Task<IReadOnlyCollection<Expression>> CatchQueriesAsync()
    {
        var catcher = new Catcher();
        foreach (var type in typeof(TranslationTests).Assembly.GetTypes().Where(x => x.Namespace == typeof(ParksTests).Namespace && x.IsPublic))
        {
            await using var database = new CatchingDatabase(catcher);
            await database.InitializeAsync();
            foreach (var test in type.GetMethods().Where(x => x.GetCustomAttribute<FactAttribute>()?.GetType() == typeof(FactAttribute)))
                if (test.Invoke(Activator.CreateInstance(type, database.Database), []) is Task running) await running;
        }
        return [.. catcher.Caught];
    }

    private static string? ErrorOf(GreenParkDb db, Expression query)
    {
        var own = new Roots(db).Visit(query);
        var result = own.Type.IsGenericType && own.Type.IsAssignableTo(typeof(IQueryable))
            ? typeof(IEnumerable<>).MakeGenericType(own.Type.GetGenericArguments()[0]) : own.Type;
        try
        {
            typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!.MakeGenericMethod(result).Invoke(db.GetService<IDatabase>(), [own, false]);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return $"{e.InnerException!.Message}\n{new ExpressionPrinter().PrintExpression(query)}";
        }
    }

    private sealed class CatchingDatabase(Catcher catcher) : IAsyncDisposable
    {
        public TestDatabase Database { get; } = new() { Interceptor = catcher };
        public ValueTask InitializeAsync() => Database.InitializeAsync();
        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }

    private sealed class Catcher : IQueryExpressionInterceptor
    {
        public ConcurrentBag<Expression> Caught { get; } = [];

        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
        {
            Caught.Add(queryExpression);
            return queryExpression;
        }
    }

    /// <summary>The same query over the entities of another context's model.</summary>
    private sealed class Roots(GreenParkDb db) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? new EntityQueryRootExpression(db.Model.FindEntityType(root.EntityType.Name)!)
            : node is QueryRootExpression or QueryParameterExpression ? node : base.VisitExtension(node);
    }
}
