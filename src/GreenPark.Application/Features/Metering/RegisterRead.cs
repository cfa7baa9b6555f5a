using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

public readonly record struct RegisterReadId(Guid Value) : IId<RegisterReadId>
{
    public static RegisterReadId Of(Guid value) => new(value);
}

/// <summary>
/// What a meter's register showed at an instant at which an interval begins. It is never changed: a wrong one is withdrawn, and another
/// recorded. Registers hold intervals to account; no run uses them.
/// </summary>
public sealed class RegisterRead : IAppendOnly, IOfWholePark, IOfPark, IOfInstant
{
    public const int SerialLength = 64, ChannelLength = 64, MarkLength = 16, NoteLength = 500;

    /// <summary>A petawatt-hour, far above any meter.</summary>
    public const long MostWh = 1_000_000_000_000_000;

    private RegisterRead() { }

    public RegisterReadId Id { get; private init; } = Platform.Data.Id.New<RegisterReadId>();
    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }
    public MeteringPointId MeteringPointId { get; private init; }

    /// <summary>Within the metering point, from 1.</summary>
    public int Number { get; private init; }
    public DateTime At { get; private init; }

    /// <summary>With <see cref="Factor"/> already.</summary>
    [Figure] public long RegisterWh { get; private init; }

    /// <summary>Of the meter; empty where nobody said.</summary>
    public string Serial { get; private init; } = "";

    /// <summary>How the file says it was read, word for word; empty for a typed one.</summary>
    public string Mark { get; private init; } = "";

    /// <summary>Whether someone read it: what its file calls estimated is a guess, and nothing is held against guesses.</summary>
    internal bool IsRead => IsReadBy(Mark);

    internal static bool IsReadBy(string mark) => mark.Length == 0 || mark[0] == 'A';

    /// <summary>What one step of the register stands for, as the file's own quantities tell: the ratio of the transformers before the meter.</summary>
    public int Factor { get; private init; }

    /// <summary>Empty for a typed one, as are the file's hash and the channel in it.</summary>
    public string FileName { get; private init; } = "";
    public string Sha256 { get; private init; } = "";
    public string Channel { get; private init; } = "";
    public string Note { get; private init; } = "";
    public string RecordedBy { get; private init; } = "";
    public DateTime RecordedAt { get; private init; }

    /// <summary>The audit record has this request id.</summary>
    public Guid RequestId { get; private init; }

    internal static RegisterRead Typed(MeteringPoint point, int number, DateTime at, long registerWh, string serial, string note, CurrentUser by, DateTime now, Guid request) => new()
    {
        ParkId = point.ParkId, MicrogridId = point.MicrogridId, MeteringPointId = point.Id, Number = number, At = at, RegisterWh = registerWh, Serial = serial.Trim(), Factor = 1, Note = note,
        RecordedBy = by.Name, RecordedAt = now, RequestId = request,
    };

    internal static RegisterRead OfFile(MeteringPoint point, int number, RegisterFile.Read read, RegisterFile file, CurrentUser by, DateTime now, Guid request) => new()
    {
        ParkId = point.ParkId, MicrogridId = point.MicrogridId, MeteringPointId = point.Id, Number = number, At = read.At, RegisterWh = read.RegisterWh, Serial = read.Serial, Mark = read.Mark,
        Factor = read.Factor, FileName = file.FileName, Sha256 = file.Sha256, Channel = read.Channel, RecordedBy = by.Name, RecordedAt = now, RequestId = request,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<RegisterRead>
    {
        public void Configure(EntityTypeBuilder<RegisterRead> builder)
        {
            builder.Property(x => x.Serial).HasMaxLength(SerialLength);
            builder.Property(x => x.Mark).HasMaxLength(MarkLength);
            builder.Property(x => x.FileName).HasMaxLength(ReadingImport.FileNameLength);
            builder.Property(x => x.Sha256).HasMaxLength(64);
            builder.Property(x => x.Channel).HasMaxLength(ChannelLength);
            builder.Property(x => x.Note).HasMaxLength(NoteLength);
            builder.Property(x => x.RecordedBy).HasMaxLength(AppUser.NameLength);
            builder.HasIndex(x => new { x.MeteringPointId, x.Number }).IsUnique();
            builder.HasIndex(x => new { x.MicrogridId, x.At });
            builder.HasOne<MeteringPoint>().WithMany().HasForeignKey(x => x.MeteringPointId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>That a register read was wrong, and why.</summary>
public sealed class RegisterReadWithdrawal : IAppendOnly, IOfWholePark
{
    public const int ReasonLength = 500;

    private RegisterReadWithdrawal() { }

    public RegisterReadId ReadId { get; private init; }
    public ParkId ParkId { get; private init; }
    public string Reason { get; private init; } = "";
    public string By { get; private init; } = "";
    public DateTime At { get; private init; }

    /// <summary>The audit record has this request id.</summary>
    public Guid RequestId { get; private init; }

    internal static RegisterReadWithdrawal Of(RegisterRead read, string reason, CurrentUser by, DateTime at, Guid request) =>
        new() { ReadId = read.Id, ParkId = read.ParkId, Reason = reason, By = by.Name, At = at, RequestId = request };

    internal sealed class Mapping : IEntityTypeConfiguration<RegisterReadWithdrawal>
    {
        public void Configure(EntityTypeBuilder<RegisterReadWithdrawal> builder)
        {
            builder.HasKey(x => x.ReadId);
            builder.Property(x => x.Reason).HasMaxLength(ReasonLength);
            builder.Property(x => x.By).HasMaxLength(AppUser.NameLength);
            builder.HasOne<RegisterRead>().WithOne().HasForeignKey<RegisterReadWithdrawal>(x => x.ReadId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
