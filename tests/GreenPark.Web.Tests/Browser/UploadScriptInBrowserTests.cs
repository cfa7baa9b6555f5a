using System.Text.Json;

namespace GreenPark.Web.Tests.Browser;

/// <summary>The script that sends a large file, with a server and a disk that fail it: a good file arrives, and what is wrong is told at once.</summary>
[Collection(DemoCollection.Name)]
public sealed class UploadScriptInBrowserTests(DemoInBrowser demo)
{
    /// <summary>
    /// Four megabytes, of which one has come before; the disk takes its time for each part. What becomes of each piece is told by the
    /// test, and what the script tells the page is the answer.
    /// </summary>
    private const string Sending = """
        async ({ pieces, unreadable }) => {
            const MB = 1 << 20, data = new Uint8Array(4 * MB).map((_, i) => i * 31 >> 7), blob = new Blob([data]);
            const wait = ms => new Promise(done => setTimeout(done, ms));
            const file = { size: data.length, slice: (from, to) => ({
                length: Math.min(to, data.length) - from,
                async arrayBuffer() { await wait(60); if (unreadable) throw new DOMException('gone', 'NotReadableError'); return blob.slice(from, to).arrayBuffer(); } }) };
            const { send } = await import('./js/uploads.js');
            const real = window.fetch, sizes = [];
            let there = MB;
            window.fetch = async (address, options = {}) => {
                if (!`${address}`.includes('/uploads/')) return real(address, options);
                if (options.method !== 'PATCH') return { ok: true, status: 200, json: async () => ({ offset: there, pieceBytes: MB }) };
                const fate = pieces[Math.min(sizes.length, pieces.length - 1)];
                sizes.push(options.body.length);
                await wait(10);
                if (fate === 'lost') throw new TypeError('Failed to fetch');
                if (fate === '413') return { ok: false, status: 413 };
                there += options.body.length;
                return { ok: true, status: 200, json: async () => ({ offset: there }) };
            };
            try {
                const told = await new Promise(done => send({ files: [file] }, '/uploads/1', { async invokeMethodAsync(what, ...args) { if (what !== 'ProgressAsync') done([what, ...args]); } }));
                const hash = Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', data)), x => x.toString(16).padStart(2, '0')).join('');
                return { what: told[0], arg: told[1] === hash ? 'the hash' : `${told[1]}`, largest: Math.max(0, ...sizes.slice(1)) };
            } finally { window.fetch = real; }
        }
        """;

    [Theory]
    [InlineData("lost good", false, "ArrivedAsync", "the hash", 1 << 20)]        // while the first three parts are still being hashed
    [InlineData("413 good", false, "ArrivedAsync", "the hash", 512 << 10)]
    [InlineData("413", false, "TooLargeAsync", "524288", 512 << 10)]
    [InlineData("lost", true, "UnreadableAsync", "undefined", null)]
    public async Task A_good_file_arrives_and_what_is_wrong_is_told(string pieces, bool unreadable, string what, string arg, int? largest)
    {
        await using var person = await demo.SignInAsync("operator");
        await person.OpenAsync("/parks/harbour/imports");
        var told = await person.Page.EvaluateAsync<JsonElement>(Sending, new { pieces = pieces.Split(' '), unreadable });
        (told.GetProperty("what").GetString(), told.GetProperty("arg").GetString()).ShouldBe((what, arg));
        if (largest is not null) told.GetProperty("largest").GetInt32().ShouldBe(largest.Value);
    }
}
