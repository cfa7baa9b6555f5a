using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Identity;

internal static class IdentityEndpoints
{
    /// <param name="Points">Codes of the metering points that it may deliver; left out, all of the park.</param>
    public sealed record NewKey(string Code, string Name, IReadOnlyList<string>? Points = null);

    /// <param name="Hours">How long the secret before stays good, 0 to 168.</param>
    public sealed record Rotation(int Hours = RotateApiKey.UsualHours);

    public sealed record ChangedUser(Guid Version, UserFields User);

    public sealed record Locking(bool Locked);

    public sealed record EndedRole(string Reason);

    private static readonly UserFields Example = new("Lin Wei", "zh-Hans");
    private static readonly RoleFields ExampleRole = new(Role.Verifier, "harbour", Until: new DateOnly(2027, 4, 1), SeesFrom: new DateOnly(2026, 1, 1), SeesTo: new DateOnly(2027, 1, 1));

    public static void MapIdentity(this RouteGroupBuilder api)
    {
        api.MapGet("/parks/{park}/api-keys", (string park, Answers answers) => answers.Ok(new ListApiKeys(park)))
            .Says(nameof(ListApiKeys), "The API keys of a park, revoked ones too; never a key itself.");

        api.MapPost("/parks/{park}/api-keys", (string park, NewKey body, Answers answers) =>
                answers.Created(new CreateApiKey(park, body.Code, body.Name, body.Points), _ => ApiPath.Of("parks", park, "api-keys")))
            .Says(nameof(CreateApiKey), "Makes a key for a meter gateway. The answer shows it, this once.", new NewKey("gateway-1", "Meter gateway, substation 1", ["MP-F"]));

        api.MapPost("/parks/{park}/api-keys/{key}/rotate", (string park, string key, Rotation body, Answers answers) =>
                answers.Created(new RotateApiKey(park, key, body.Hours), _ => ApiPath.Of("parks", park, "api-keys")))
            .Says(nameof(RotateApiKey), "Gives a key another secret, which the answer shows, this once; the one before stays good for some hours.", new Rotation());

        api.MapDelete("/parks/{park}/api-keys/{key}", (string park, string key, Answers answers) => answers.Changed(new RevokeApiKey(park, key), new ListApiKeys(park)))
            .Says(nameof(RevokeApiKey), "Revokes a key, for good.");

        api.MapGet("/users", (Answers answers, string? search = null, int skip = 0, int take = Paging.DefaultTake) => answers.Ok(new ListUsers(search, skip, take)))
            .Says(nameof(ListUsers), "The users you administer, by e-mail address.");

        api.MapPost("/users", (CreateUser body, Answers answers) => answers.Created(body, _ => $"{ApiPath.Of("users")}?search={Uri.EscapeDataString(body.Email)}"))
            .Says(nameof(CreateUser), "Makes a user with a first role and sends a one-time link to choose how to sign in. Where no mail is set up the answer has the link, this once.", new CreateUser("lin.wei@harbour.example", Example, new RoleFields(Role.ParkClerk, "harbour")));

        api.MapPut("/users/{email}", (string email, ChangedUser body, Answers answers) => answers.Changed(new UpdateUser(email, body.Version, body.User), new ListUsers(email)))
            .Says(nameof(UpdateUser), "Changes a user's name and language.", new ChangedUser(Guid.Empty, Example));

        api.MapGet("/users/{email}/roles", (string email, Answers answers) => answers.Ok(new ListRoles(email)))
            .Says(nameof(ListRoles), "The roles of a person as far as you may see them, newest first; also those that are over.");

        api.MapPost("/users/{email}/roles", (string email, RoleFields body, Answers answers) => answers.Created(new GiveRole(email, body), new ListRoles(email), "users", email, "roles"))
            .Says(nameof(GiveRole), "Gives a person one more role. A verifier's names the months that it sees, and ends. `seesTo` and `until` are exclusive: the first day after the last month, and the day after the last.", ExampleRole);

        api.MapPost("/users/{email}/roles/{role}/end", (string email, Guid role, EndedRole body, Answers answers) => answers.Changed(new EndRole(email, new RoleAssignmentId(role), body.Reason), new ListRoles(email)))
            .Says(nameof(EndRole), "Ends a role, for good and with a reason.", new EndedRole("The audit is done"));

        api.MapPut("/users/{email}/lock", (string email, Locking body, Answers answers) => answers.Changed(new LockUser(email, body.Locked), new ListUsers(email)))
            .Says(nameof(LockUser), "Locks a user out, or lets it in again.", new Locking(true));

        api.MapPut("/my/password", async (ChangeMyPassword body, HttpContext context, Door door, Answers answers) =>
            {
                var changed = await answers.Do(body);
                if (changed.IsSuccess) await door.RenewAsync(context);   // this session goes on
                return new Answer<Done>(changed);
            })
            .Says(nameof(ChangeMyPassword), "Changes one's own password; all other sessions end.", new ChangeMyPassword("the present password", "a better password"));
    }
}
