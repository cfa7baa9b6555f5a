using System.Net.WebSockets;
using System.Text;
using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>A client of the circuit's hub that is no browser: it says whatever it wants, in the hub's own protocol (MessagePack, each message after its length).</summary>
internal sealed class RawCircuit : IDisposable
{
    private const byte EndOfHandshake = 0x1E;
    private const long Invocation = 1, Completion = 3;

    private readonly WebSocket socket;
    private readonly Queue<object?[]> heard = [];
    private int calls;

    private RawCircuit(WebSocket socket) => this.socket = socket;

    public static async Task<RawCircuit> OpenAsync(Server server, CurrentUser? user)
    {
        var client = server.Server.CreateWebSocketClient();
        if (user is not null) client.ConfigureRequest = request => request.Headers[TestSignIn.Header] = TestSignIn.Of(user.Name, user.Role, user.ParkScope, user.TenantScope, user.Id);
        var circuit = new RawCircuit(await client.ConnectAsync(new Uri("ws://localhost/_blazor"), CancellationToken.None));
        await circuit.socket.SendAsync((byte[])[.. "{\"protocol\":\"blazorpack\",\"version\":1}"u8, EndOfHandshake], WebSocketMessageType.Binary, true, CancellationToken.None);
        if ((await circuit.ReceiveAsync())[^1] != EndOfHandshake) throw new WebSocketException("The hub has closed with the handshake.");
        return circuit;
    }

    /// <summary>The secret of a new circuit.</summary>
    public async Task<string> StartAsync() => (await AskAsync("StartCircuit", "http://localhost/", "http://localhost/", "[]", "")).ShouldBeOfType<string>();

    public async Task<bool> TakeUpAsync(string secret) => (await AskAsync("ConnectCircuit", secret)).ShouldBeOfType<bool>();

    /// <summary>What the hub answers; what it says meanwhile is kept for <see cref="HearAsync"/>.</summary>
    public async Task<object?> AskAsync(string method, params object?[] arguments)
    {
        var call = $"{++calls}";
        await SayAsync(call, method, arguments);
        while (true)
        {
            var message = await NextAsync();
            if (message is not [Completion, _, string of, ..] || of != call) heard.Enqueue(message);
            else return message.Length > 4 ? message[4] : null;
        }
    }

    public Task TellAsync(string method, params object?[] arguments) => SayAsync(null, method, arguments);

    /// <summary>The arguments of the next call of the page's function.</summary>
    public async Task<object?[]> HearAsync(string function)
    {
        while (true)
        {
            var message = heard.TryDequeue(out var kept) ? kept : await NextAsync();
            if (message is [Invocation, _, _, string name, object?[] arguments, ..] && name == function) return arguments;
        }
    }

    public void Dispose() => socket.Dispose();

    private Task SayAsync(string? call, string method, object?[] arguments)
    {
        List<byte> body = [];
        body.AddRange([0x95, (byte)Invocation, 0x80]);   // five parts: the kind, no headers, and these
        foreach (var part in (object?[])[call, method, arguments]) Write(body, part);
        List<byte> message = [];
        for (var rest = body.Count; ; rest >>= 7)
        {
            message.Add((byte)(rest >= 0x80 ? rest & 0x7F | 0x80 : rest));
            if (rest < 0x80) break;
        }
        return socket.SendAsync((byte[])[.. message, .. body], WebSocketMessageType.Binary, true, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private readonly Queue<object?[]> arrived = [];

    /// <exception cref="WebSocketException">The other end has closed.</exception>
    private async Task<object?[]> NextAsync()
    {
        while (arrived.Count == 0)
        {
            var bytes = await ReceiveAsync();
            for (var at = 0; at < bytes.Length;)
            {
                var length = 0;
                for (var shift = 0; ; shift += 7)
                {
                    length |= (bytes[at] & 0x7F) << shift;
                    if ((bytes[at++] & 0x80) == 0) break;
                }
                var place = at;
                arrived.Enqueue((object?[])Read(bytes, ref place)!);
                at += length;
            }
        }
        return arrived.Dequeue();
    }

    private async Task<byte[]> ReceiveAsync()
    {
        var (buffer, all) = (new byte[1 << 16], new MemoryStream());
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
            if (part.MessageType == WebSocketMessageType.Close) throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            all.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return all.ToArray();
        }
    }

    private static void Write(List<byte> to, object? value)
    {
        switch (value)
        {
            case null: to.Add(0xC0); break;
            case bool yes: to.Add(yes ? (byte)0xC3 : (byte)0xC2); break;
            case long number: to.Add(0xD3); to.AddRange(BitConverter.GetBytes(number).Reverse()); break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                to.Add(0xDB);
                to.AddRange(BitConverter.GetBytes(bytes.Length).Reverse());
                to.AddRange(bytes);
                break;
            case object?[] many:
                to.Add((byte)(0x90 | many.Length));
                foreach (var one in many) Write(to, one);
                break;
            default: throw new ArgumentException($"{value.GetType()}");
        }
    }

    private static object? Read(byte[] from, ref int at)
    {
        var code = from[at++];
        switch (code)
        {
            case <= 0x7F: return (long)code;
            case <= 0x8F: return Many(from, ref at, (code & 0x0F) * 2);
            case <= 0x9F: return Many(from, ref at, code & 0x0F);
            case <= 0xBF: return Text(from, ref at, code & 0x1F);
            case 0xC2 or 0xC3: return code == 0xC3;
            case 0xC4 or 0xC5 or 0xC6: return Text(from, ref at, (int)Number(from, ref at, 1 << code - 0xC4));
            case 0xCC or 0xCD or 0xCE or 0xCF: return Number(from, ref at, 1 << code - 0xCC);
            case 0xD0 or 0xD1 or 0xD2 or 0xD3: return Number(from, ref at, 1 << code - 0xD0);
            case 0xD9 or 0xDA or 0xDB: return Text(from, ref at, (int)Number(from, ref at, 1 << code - 0xD9));
            case 0xDC or 0xDD: return Many(from, ref at, (int)Number(from, ref at, 2 << code - 0xDC));
            case >= 0xE0: return (long)(sbyte)code;
            default: return null;
        }
    }

    private static long Number(byte[] from, ref int at, int bytes)
    {
        var value = 0L;
        for (var end = at + bytes; at < end; at++) value = value << 8 | from[at];
        return value;
    }

    private static string Text(byte[] from, ref int at, int bytes) => Encoding.UTF8.GetString(from, (at += bytes) - bytes, bytes);

    private static object?[] Many(byte[] from, ref int at, int count)
    {
        var many = new object?[count];
        for (var i = 0; i < count; i++) many[i] = Read(from, ref at);
        return many;
    }
}
