namespace GreenPark.Engine.Evidence;
public static class CanonicalJson { public static byte[] Canonicalize(ReadOnlySpan<byte> json) => json.ToArray(); }
