using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Identity;

internal static class IdentityEndpoints
{
    public sealed record NewKey(string Code, string Name);

    public sealed record ChangedUser(Guid Version, UserFields User);

    public sealed record Locking(bool Locked);

    public sealed record NewPassword(string Password);

    private static readonly UserFields Example = new("Lin Wei", "zh-Hans", [Role.ParkClerk], "harbour");

    public static void MapIdentity(this RouteGroupBuilder api)
    {
        api.MapGet("/parks/{park}/api-keys", (string park, Answers answers) => answers.Ok(new ListApiKeys(park)))
            .Says(nameof(ListApiKeys), "The API keys of a park, revoked ones too; never a key itself.");

        api.MapPost("/parks/{park}/api-keys", (string park, NewKey body, Answers answers) =>
                answers.Created(new CreateApiKey(park, body.Code, body.Name), _ => ApiPath.Of("parks", park, "api-keys")))
            .Says(nameof(CreateApiKey), "Makes a key for a meter gateway. The answer shows it, this once.", new NewKey("gateway-1", "Meter gateway, substation 1"));

        api.MapDelete("/parks/{park}/api-keys/{key}", (string park, string key, Answers answers) => answers.Changed(new RevokeApiKey(park, key), new ListApiKeys(park)))
            .Says(nameof(RevokeApiKey), "Revokes a key, for good.");

        api.MapGet("/users", (Answers answers, string? search = null, int skip = 0, int take = Paging.DefaultTake) => answers.Ok(new ListUsers(search, skip, take)))
            .Says(nameof(ListUsers), "The users you administer, by e-mail address.");

        api.MapPost("/users", (CreateUser body, Answers answers) => answers.Created(body, _ => $"{ApiPath.Of("users")}?search={Uri.EscapeDataString(body.Email)}"))
            .Says(nameof(CreateUser), "Makes a user, who signs in with the password given and should then choose another.", new CreateUser("lin.wei@harbour.example", "a password to hand over", Example));

        api.MapPut("/users/{email}", (string email, ChangedUser body, Answers answers) => answers.Changed(new UpdateUser(email, body.Version, body.User), new ListUsers(email)))
            .Says(nameof(UpdateUser), "Changes a user's name, language, roles and bounds; the user signs in anew.", new ChangedUser(Guid.Empty, Example));

        api.MapPut("/users/{email}/lock", (string email, Locking body, Answers answers) => answers.Changed(new LockUser(email, body.Locked), new ListUsers(email)))
            .Says(nameof(LockUser), "Locks a user out, or lets it in again.", new Locking(true));

        api.MapPut("/users/{email}/password", (string email, NewPassword body, Answers answers) => answers.Changed(new SetPassword(email, body.Password), new ListUsers(email)))
            .Says(nameof(SetPassword), "Gives a user a new password; the user's sessions end. Not for one's own.", new NewPassword("a password to hand over"));

        api.MapPut("/my/password", (ChangeMyPassword body, Answers answers) => answers.Ok(body))
            .Says(nameof(ChangeMyPassword), "Changes one's own password; all sessions of it end.", new ChangeMyPassword("the present password", "a better password"));
    }
}
