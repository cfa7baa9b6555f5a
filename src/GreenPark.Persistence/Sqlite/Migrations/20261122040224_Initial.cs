using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GreenPark.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Culture = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    PasswordNeedsSecondFactor = table.Column<bool>(type: "INTEGER", nullable: false),
                    LinkShownToId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true, collation: "BINARY"),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditRecords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Chain = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Previous = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ActingAs = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ObjectType = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ObjectName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Changes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataReads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ActingAs = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    IsOwn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Request = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataReads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Parks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    ProvinceCode = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    LatitudeMicrodegrees = table.Column<int>(type: "INTEGER", nullable: true),
                    LongitudeMicrodegrees = table.Column<int>(type: "INTEGER", nullable: true),
                    AsksDestination = table.Column<bool>(type: "INTEGER", nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name_Zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Parks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Xml = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RetentionHolds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetentionHolds", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RetentionLimits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Before = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Removed = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetentionLimits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SealedAuditHeads",
                columns: table => new
                {
                    Chain = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    IssuerSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    File = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SealedAuditHeads", x => new { x.Chain, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "SetUpTokens",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetUpTokens", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AccountLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Sha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ShownToId = table.Column<Guid>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountLinks_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_AspNetUserPasskeys_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Authenticators",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Secret = table.Column<byte[]>(type: "BLOB", maxLength: 400, nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    LastStep = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Authenticators", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_Authenticators_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutgoingMails_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RecoveryCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecoveryCodes_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    BegunAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    SeenAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    AuthenticatedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Browser = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sessions_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Sha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShownTo = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ShownToId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FormerShownToId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    LastUsedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    FormerSha256 = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    FormerUntil = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    PointCodes = table.Column<string>(type: "TEXT", nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApiKeys_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DataReleases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByTenant = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ActingAs = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Request = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Destination = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true, collation: "BINARY"),
                    Approval = table.Column<int>(type: "INTEGER", nullable: true),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataReleases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DataReleases_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExportApprovals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Basis = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Clause = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExportApprovals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExportApprovals_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FactorEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Region = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Family = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Value = table.Column<long>(type: "INTEGER", nullable: false),
                    Publisher = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Confidence = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    SupersedesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AddedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name_Zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FactorEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FactorEntries_FactorEntries_SupersedesId",
                        column: x => x.SupersedesId,
                        principalTable: "FactorEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FactorEntries_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Microgrids",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Type = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    IntervalMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    TimeZone = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FactorFamily = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    ResponsibleCreditCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true, collation: "BINARY"),
                    ConnectionCapacityW = table.Column<long>(type: "INTEGER", nullable: true),
                    LossTreatment = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    LocationBasis = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    BalanceTolerancePpm = table.Column<int>(type: "INTEGER", nullable: false),
                    FourEyes = table.Column<bool>(type: "INTEGER", nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name_Zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Responsible_Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Responsible_NameZh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Microgrids", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Microgrids_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReadingProfiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadingProfiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReadingProfiles_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RetentionPeriods",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Months = table.Column<int>(type: "INTEGER", nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetentionPeriods", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RetentionPeriods_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Tenants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    CreditCode = table.Column<string>(type: "TEXT", maxLength: 18, nullable: true, collation: "BINARY"),
                    Trade = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    BaselineFactor = table.Column<long>(type: "INTEGER", nullable: true),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Contact_Email = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Contact_Person = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Contact_Phone = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name_Zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tenants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tenants_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ThresholdChoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Class = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    GapMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    CapacityMarginPpm = table.Column<int>(type: "INTEGER", nullable: false),
                    SpikeFactor = table.Column<int>(type: "INTEGER", nullable: false),
                    SpikeOverUsualPpm = table.Column<int>(type: "INTEGER", nullable: false),
                    FlatMinutes = table.Column<int>(type: "INTEGER", nullable: true),
                    ZeroMinutes = table.Column<int>(type: "INTEGER", nullable: true),
                    EstimatedSharePpm = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ThresholdChoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ThresholdChoices_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HoldReleases",
                columns: table => new
                {
                    HoldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HoldReleases", x => x.HoldId);
                    table.ForeignKey(
                        name: "FK_HoldReleases_RetentionHolds_HoldId",
                        column: x => x.HoldId,
                        principalTable: "RetentionHolds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExportWithdrawals",
                columns: table => new
                {
                    ApprovalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExportWithdrawals", x => x.ApprovalId);
                    table.ForeignKey(
                        name: "FK_ExportWithdrawals_ExportApprovals_ApprovalId",
                        column: x => x.ApprovalId,
                        principalTable: "ExportApprovals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Contracts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    SharesStorage = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    SignedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name_Zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contracts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Contracts_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FactorChoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    GridAverageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ResidualId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FactorChoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FactorChoices_FactorEntries_GridAverageId",
                        column: x => x.GridAverageId,
                        principalTable: "FactorEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FactorChoices_FactorEntries_ResidualId",
                        column: x => x.ResidualId,
                        principalTable: "FactorEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FactorChoices_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GenerationUnits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Technology = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    CapacityW = table.Column<long>(type: "INTEGER", nullable: false),
                    Factor = table.Column<long>(type: "INTEGER", nullable: false),
                    RegisterOrder = table.Column<int>(type: "INTEGER", nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name_Zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GenerationUnits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GenerationUnits_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MeteringPoints",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Measures = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeteringPoints", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MeteringPoints_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReadingFindings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Points = table.Column<string>(type: "TEXT", nullable: false),
                    Severity = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    FirstInterval = table.Column<int>(type: "INTEGER", nullable: false),
                    EndInterval = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    FiguresDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ComesTwice = table.Column<bool>(type: "INTEGER", nullable: false),
                    FirstLabel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    LastLabel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Intervals = table.Column<int>(type: "INTEGER", nullable: false),
                    Places = table.Column<int>(type: "INTEGER", nullable: false),
                    Measured = table.Column<long>(type: "INTEGER", nullable: false),
                    Threshold = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Extra = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    FoundAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    StateAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadingFindings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReadingFindings_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReadingImports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    ImportedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ImportedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Profile = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ProfileJson = table.Column<string>(type: "TEXT", nullable: true),
                    UploadKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true, collation: "BINARY"),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MeteringPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    Readings = table.Column<long>(type: "INTEGER", nullable: false),
                    EnergyWh = table.Column<long>(type: "INTEGER", nullable: false),
                    DaysWritten = table.Column<int>(type: "INTEGER", nullable: false),
                    Notes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadingImports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReadingImports_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReadingValidations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Points = table.Column<int>(type: "INTEGER", nullable: false),
                    Errors = table.Column<int>(type: "INTEGER", nullable: false),
                    Warnings = table.Column<int>(type: "INTEGER", nullable: false),
                    Infos = table.Column<int>(type: "INTEGER", nullable: false),
                    NotCheckedJson = table.Column<string>(type: "TEXT", nullable: false),
                    ThresholdsJson = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadingValidations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReadingValidations_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RetiredMonths",
                columns: table => new
                {
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetiredMonths", x => new { x.MicrogridId, x.From });
                    table.ForeignKey(
                        name: "FK_RetiredMonths_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Runs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    ProgressPpm = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    FinalisedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    FinalisedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    Supersedes = table.Column<Guid>(type: "TEXT", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Runs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Runs_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Storages",
                columns: table => new
                {
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    EfficiencyPpm = table.Column<int>(type: "INTEGER", nullable: false),
                    CapacityWh = table.Column<long>(type: "INTEGER", nullable: false),
                    PowerW = table.Column<long>(type: "INTEGER", nullable: false),
                    OpeningGreenWh = table.Column<long>(type: "INTEGER", nullable: false),
                    OpeningOtherWh = table.Column<long>(type: "INTEGER", nullable: false),
                    Factor = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Storages", x => x.MicrogridId);
                    table.ForeignKey(
                        name: "FK_Storages_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DataConsents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Whom = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Document = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    GivenBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataConsents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DataConsents_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegisterOrder = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Memberships_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memberships_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RoleAssignments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: true),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SeesFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SeesTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    GivenBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    GivenAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleAssignments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RoleAssignments_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RoleAssignments_Parks_ParkId",
                        column: x => x.ParkId,
                        principalTable: "Parks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RoleAssignments_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Sites",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    UnLocode = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Name_En = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name_Zh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sites", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sites_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ContractMembers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContractId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SharePpm = table.Column<int>(type: "INTEGER", nullable: false),
                    Tier = table.Column<int>(type: "INTEGER", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContractMembers_Contracts_ContractId",
                        column: x => x.ContractId,
                        principalTable: "Contracts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ContractMembers_Tenants_TenantId",
                        column: x => x.TenantId,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ContractSources",
                columns: table => new
                {
                    ContractId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GenerationUnitId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractSources", x => new { x.ContractId, x.GenerationUnitId });
                    table.ForeignKey(
                        name: "FK_ContractSources_Contracts_ContractId",
                        column: x => x.ContractId,
                        principalTable: "Contracts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ContractSources_GenerationUnits_GenerationUnitId",
                        column: x => x.GenerationUnitId,
                        principalTable: "GenerationUnits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RegisterReads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MeteringPointId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    RegisterWh = table.Column<long>(type: "INTEGER", nullable: false),
                    Serial = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Mark = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Factor = table.Column<int>(type: "INTEGER", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RecordedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterReads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RegisterReads_MeteringPoints_MeteringPointId",
                        column: x => x.MeteringPointId,
                        principalTable: "MeteringPoints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReadingChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false, collation: "BINARY"),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ProposedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ProposerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    KeyHolders = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    ProposedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    ProposalRequest = table.Column<Guid>(type: "TEXT", nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: true),
                    DecisionRequest = table.Column<Guid>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reverts = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadingChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReadingChanges_Microgrids_MicrogridId",
                        column: x => x.MicrogridId,
                        principalTable: "Microgrids",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReadingChanges_ReadingChanges_Reverts",
                        column: x => x.Reverts,
                        principalTable: "ReadingChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReadingChanges_ReadingImports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "ReadingImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AuditPacks",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ManifestSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    TreeRoot = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IssuerSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditPacks", x => x.RunId);
                    table.ForeignKey(
                        name: "FK_AuditPacks_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BalanceDays",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GenerationWh = table.Column<long>(type: "INTEGER", nullable: false),
                    ConsumptionWh = table.Column<long>(type: "INTEGER", nullable: false),
                    AttributedWh = table.Column<long>(type: "INTEGER", nullable: false),
                    ValuesWh = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BalanceDays", x => new { x.RunId, x.Day });
                    table.ForeignKey(
                        name: "FK_BalanceDays_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FinalDays",
                columns: table => new
                {
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FinalDays", x => new { x.MicrogridId, x.Day, x.Revision });
                    table.ForeignKey(
                        name: "FK_FinalDays_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MemberDays",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConsumptionWh = table.Column<long>(type: "INTEGER", nullable: false),
                    AttributedWh = table.Column<long>(type: "INTEGER", nullable: false),
                    ValuesWh = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberDays", x => new { x.RunId, x.TenantId, x.Day });
                    table.ForeignKey(
                        name: "FK_MemberDays_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OthersSums",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConsumptionWh = table.Column<long>(type: "INTEGER", nullable: true),
                    AttributedWh = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OthersSums", x => new { x.RunId, x.TenantId });
                    table.ForeignKey(
                        name: "FK_OthersSums_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RunInputs",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkJson = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ParkSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ReadingsSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Revisions = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RevisionsSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OpensAfter = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RunInputs", x => x.RunId);
                    table.ForeignKey(
                        name: "FK_RunInputs_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RunSummaries",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Summary = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ConsumptionWh = table.Column<long>(type: "INTEGER", nullable: false),
                    GenerationWh = table.Column<long>(type: "INTEGER", nullable: false),
                    AttributedWh = table.Column<long>(type: "INTEGER", nullable: false),
                    ExportWh = table.Column<long>(type: "INTEGER", nullable: false),
                    ReductionG = table.Column<long>(type: "INTEGER", nullable: false),
                    BalanceFlagged = table.Column<int>(type: "INTEGER", nullable: false),
                    PoolGreenWh = table.Column<long>(type: "INTEGER", nullable: false),
                    PoolOtherWh = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RunSummaries", x => x.RunId);
                    table.ForeignKey(
                        name: "FK_RunSummaries_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Statements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    LeafIndex = table.Column<int>(type: "INTEGER", nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    Json = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Pdf = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Proof = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IssuerSha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Statements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Statements_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ConsentWithdrawals",
                columns: table => new
                {
                    ConsentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsentWithdrawals", x => x.ConsentId);
                    table.ForeignKey(
                        name: "FK_ConsentWithdrawals_DataConsents_ConsentId",
                        column: x => x.ConsentId,
                        principalTable: "DataConsents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MeteringPeriods",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MeteringPointId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    HeadId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeteringPeriods", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MeteringPeriods_MeteringPoints_HeadId",
                        column: x => x.HeadId,
                        principalTable: "MeteringPoints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MeteringPeriods_MeteringPoints_MeteringPointId",
                        column: x => x.MeteringPointId,
                        principalTable: "MeteringPoints",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MeteringPeriods_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RegisterReadWithdrawals",
                columns: table => new
                {
                    ReadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", precision: 6, nullable: false),
                    RequestId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterReadWithdrawals", x => x.ReadId);
                    table.ForeignKey(
                        name: "FK_RegisterReadWithdrawals_RegisterReads_ReadId",
                        column: x => x.ReadId,
                        principalTable: "RegisterReads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReadingChangeDays",
                columns: table => new
                {
                    ChangeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Point = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BaseRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    ValuesWh = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Quality = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Marks = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadingChangeDays", x => new { x.ChangeId, x.Day, x.Point });
                    table.ForeignKey(
                        name: "FK_ReadingChangeDays_ReadingChanges_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "ReadingChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReadingDays",
                columns: table => new
                {
                    MicrogridId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Point = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false, collation: "BINARY"),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ChangeId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ValuesWh = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Quality = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Marks = table.Column<string>(type: "TEXT", nullable: true),
                    TotalWh = table.Column<long>(type: "INTEGER", nullable: false),
                    Missing = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReadingDays", x => new { x.MicrogridId, x.Day, x.Point, x.Revision });
                    table.CheckConstraint("CK_ReadingDays_OneOwner", "([ImportId] IS NULL AND [ChangeId] IS NOT NULL) OR ([ImportId] IS NOT NULL AND [ChangeId] IS NULL)");
                    table.ForeignKey(
                        name: "FK_ReadingDays_ReadingChanges_ChangeId",
                        column: x => x.ChangeId,
                        principalTable: "ReadingChanges",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReadingDays_ReadingImports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "ReadingImports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AuditPackContents",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditPackContents", x => x.RunId);
                    table.ForeignKey(
                        name: "FK_AuditPackContents_AuditPacks_RunId",
                        column: x => x.RunId,
                        principalTable: "AuditPacks",
                        principalColumn: "RunId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MeteringParts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ParkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MeteringPeriodId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Unit = table.Column<Guid>(type: "TEXT", nullable: true),
                    Member = table.Column<Guid>(type: "TEXT", nullable: true),
                    Sign = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeteringParts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MeteringParts_GenerationUnits_Unit",
                        column: x => x.Unit,
                        principalTable: "GenerationUnits",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MeteringParts_MeteringPeriods_MeteringPeriodId",
                        column: x => x.MeteringPeriodId,
                        principalTable: "MeteringPeriods",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MeteringParts_Tenants_Member",
                        column: x => x.Member,
                        principalTable: "Tenants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AccountLinks_Sha256",
                table: "AccountLinks",
                column: "Sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountLinks_UserId_CreatedAt",
                table: "AccountLinks",
                columns: new[] { "UserId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_FormerSha256",
                table: "ApiKeys",
                column: "FormerSha256");

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_ParkId_CodeKey",
                table: "ApiKeys",
                columns: new[] { "ParkId", "CodeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_Sha256",
                table: "ApiKeys",
                column: "Sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserPasskeys_UserId",
                table: "AspNetUserPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "AspNetUsers",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "AspNetUsers",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_At",
                table: "AuditRecords",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_Chain_Number",
                table: "AuditRecords",
                columns: new[] { "Chain", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_RequestId",
                table: "AuditRecords",
                column: "RequestId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContractMembers_ContractId",
                table: "ContractMembers",
                column: "ContractId");

            migrationBuilder.CreateIndex(
                name: "IX_ContractMembers_TenantId",
                table: "ContractMembers",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_Contracts_MicrogridId_CodeKey",
                table: "Contracts",
                columns: new[] { "MicrogridId", "CodeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContractSources_GenerationUnitId",
                table: "ContractSources",
                column: "GenerationUnitId");

            migrationBuilder.CreateIndex(
                name: "IX_DataConsents_TenantId_Number",
                table: "DataConsents",
                columns: new[] { "TenantId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DataReads_TenantId_At",
                table: "DataReads",
                columns: new[] { "TenantId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_DataReleases_ParkId_At",
                table: "DataReleases",
                columns: new[] { "ParkId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ExportApprovals_ParkId_Number",
                table: "ExportApprovals",
                columns: new[] { "ParkId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FactorChoices_GridAverageId",
                table: "FactorChoices",
                column: "GridAverageId");

            migrationBuilder.CreateIndex(
                name: "IX_FactorChoices_MicrogridId_From",
                table: "FactorChoices",
                columns: new[] { "MicrogridId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FactorChoices_ResidualId",
                table: "FactorChoices",
                column: "ResidualId");

            migrationBuilder.CreateIndex(
                name: "IX_FactorEntries_ParkId_CodeKey",
                table: "FactorEntries",
                columns: new[] { "ParkId", "CodeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FactorEntries_Region_Year_Kind",
                table: "FactorEntries",
                columns: new[] { "Region", "Year", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_FactorEntries_SharedCodeKey",
                table: "FactorEntries",
                column: "CodeKey",
                unique: true,
                filter: "[ParkId] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_FactorEntries_SupersedesId",
                table: "FactorEntries",
                column: "SupersedesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FinalDays_RunId",
                table: "FinalDays",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_GenerationUnits_MicrogridId_CodeKey",
                table: "GenerationUnits",
                columns: new[] { "MicrogridId", "CodeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_MicrogridId",
                table: "Memberships",
                column: "MicrogridId");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_TenantId",
                table: "Memberships",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_MeteringParts_Member",
                table: "MeteringParts",
                column: "Member");

            migrationBuilder.CreateIndex(
                name: "IX_MeteringParts_MeteringPeriodId",
                table: "MeteringParts",
                column: "MeteringPeriodId");

            migrationBuilder.CreateIndex(
                name: "IX_MeteringParts_Unit",
                table: "MeteringParts",
                column: "Unit");

            migrationBuilder.CreateIndex(
                name: "IX_MeteringPeriods_HeadId",
                table: "MeteringPeriods",
                column: "HeadId");

            migrationBuilder.CreateIndex(
                name: "IX_MeteringPeriods_MeteringPointId",
                table: "MeteringPeriods",
                column: "MeteringPointId");

            migrationBuilder.CreateIndex(
                name: "IX_MeteringPeriods_SiteId",
                table: "MeteringPeriods",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_MeteringPoints_MicrogridId_CodeKey",
                table: "MeteringPoints",
                columns: new[] { "MicrogridId", "CodeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Microgrids_ParkId_CodeKey",
                table: "Microgrids",
                columns: new[] { "ParkId", "CodeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_DueAt",
                table: "OutgoingMails",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_UserId_CreatedAt",
                table: "OutgoingMails",
                columns: new[] { "UserId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Parks_CodeKey",
                table: "Parks",
                column: "CodeKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReadingChanges_ImportId",
                table: "ReadingChanges",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_ReadingChanges_MicrogridId_Number",
                table: "ReadingChanges",
                columns: new[] { "MicrogridId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReadingChanges_MicrogridId_State",
                table: "ReadingChanges",
                columns: new[] { "MicrogridId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ReadingChanges_Reverts",
                table: "ReadingChanges",
                column: "Reverts");

            migrationBuilder.CreateIndex(
                name: "IX_ReadingDays_ChangeId",
                table: "ReadingDays",
                column: "ChangeId",
                filter: "[ChangeId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReadingDays_ImportId",
                table: "ReadingDays",
                column: "ImportId");

            migrationBuilder.CreateIndex(
                name: "IX_ReadingFindings_MicrogridId_Month_State",
                table: "ReadingFindings",
                columns: new[] { "MicrogridId", "Month", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ReadingFindings_MicrogridId_Number",
                table: "ReadingFindings",
                columns: new[] { "MicrogridId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReadingImports_MicrogridId_ImportedAt",
                table: "ReadingImports",
                columns: new[] { "MicrogridId", "ImportedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ReadingImports_MicrogridId_Sha256_Attempt",
                table: "ReadingImports",
                columns: new[] { "MicrogridId", "Sha256", "Attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReadingImports_ParkId_UploadKey",
                table: "ReadingImports",
                columns: new[] { "ParkId", "UploadKey" },
                unique: true,
                filter: "[UploadKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReadingProfiles_ParkId_CodeKey",
                table: "ReadingProfiles",
                columns: new[] { "ParkId", "CodeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReadingValidations_MicrogridId_Month_Number",
                table: "ReadingValidations",
                columns: new[] { "MicrogridId", "Month", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecoveryCodes_UserId_Sha256",
                table: "RecoveryCodes",
                columns: new[] { "UserId", "Sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RegisterReads_MeteringPointId_Number",
                table: "RegisterReads",
                columns: new[] { "MeteringPointId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RegisterReads_MicrogridId_At",
                table: "RegisterReads",
                columns: new[] { "MicrogridId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_RetentionHolds_ParkId_Number",
                table: "RetentionHolds",
                columns: new[] { "ParkId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RetentionLimits_Kind_ParkId_Before",
                table: "RetentionLimits",
                columns: new[] { "Kind", "ParkId", "Before" });

            migrationBuilder.CreateIndex(
                name: "IX_RetentionPeriods_ParkId_Kind_Number",
                table: "RetentionPeriods",
                columns: new[] { "ParkId", "Kind", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignments_ParkId_TenantId",
                table: "RoleAssignments",
                columns: new[] { "ParkId", "TenantId" });

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignments_TenantId",
                table: "RoleAssignments",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignments_UserId",
                table: "RoleAssignments",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Runs_MicrogridId_From",
                table: "Runs",
                columns: new[] { "MicrogridId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_Runs_MicrogridId_Number",
                table: "Runs",
                columns: new[] { "MicrogridId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Runs_State",
                table: "Runs",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_UserId_BegunAt",
                table: "Sessions",
                columns: new[] { "UserId", "BegunAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SetUpTokens_Sha256",
                table: "SetUpTokens",
                column: "Sha256",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sites_TenantId_CodeKey",
                table: "Sites",
                columns: new[] { "TenantId", "CodeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Statements_ParkId_Number",
                table: "Statements",
                columns: new[] { "ParkId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Statements_RunId_LeafIndex",
                table: "Statements",
                columns: new[] { "RunId", "LeafIndex" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Statements_TenantId",
                table: "Statements",
                column: "TenantId");

            migrationBuilder.CreateIndex(
                name: "IX_Tenants_ParkId_CodeKey",
                table: "Tenants",
                columns: new[] { "ParkId", "CodeKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tenants_ParkId_CreditCode",
                table: "Tenants",
                columns: new[] { "ParkId", "CreditCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ThresholdChoices_ParkId_Class",
                table: "ThresholdChoices",
                columns: new[] { "ParkId", "Class" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountLinks");

            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserPasskeys");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "AuditPackContents");

            migrationBuilder.DropTable(
                name: "AuditRecords");

            migrationBuilder.DropTable(
                name: "Authenticators");

            migrationBuilder.DropTable(
                name: "BalanceDays");

            migrationBuilder.DropTable(
                name: "ConsentWithdrawals");

            migrationBuilder.DropTable(
                name: "ContractMembers");

            migrationBuilder.DropTable(
                name: "ContractSources");

            migrationBuilder.DropTable(
                name: "DataReads");

            migrationBuilder.DropTable(
                name: "DataReleases");

            migrationBuilder.DropTable(
                name: "ExportWithdrawals");

            migrationBuilder.DropTable(
                name: "FactorChoices");

            migrationBuilder.DropTable(
                name: "FinalDays");

            migrationBuilder.DropTable(
                name: "HoldReleases");

            migrationBuilder.DropTable(
                name: "MemberDays");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "MeteringParts");

            migrationBuilder.DropTable(
                name: "OthersSums");

            migrationBuilder.DropTable(
                name: "OutgoingMails");

            migrationBuilder.DropTable(
                name: "ProtectionKeys");

            migrationBuilder.DropTable(
                name: "ReadingChangeDays");

            migrationBuilder.DropTable(
                name: "ReadingDays");

            migrationBuilder.DropTable(
                name: "ReadingFindings");

            migrationBuilder.DropTable(
                name: "ReadingProfiles");

            migrationBuilder.DropTable(
                name: "ReadingValidations");

            migrationBuilder.DropTable(
                name: "RecoveryCodes");

            migrationBuilder.DropTable(
                name: "RegisterReadWithdrawals");

            migrationBuilder.DropTable(
                name: "RetentionLimits");

            migrationBuilder.DropTable(
                name: "RetentionPeriods");

            migrationBuilder.DropTable(
                name: "RetiredMonths");

            migrationBuilder.DropTable(
                name: "RoleAssignments");

            migrationBuilder.DropTable(
                name: "RunInputs");

            migrationBuilder.DropTable(
                name: "RunSummaries");

            migrationBuilder.DropTable(
                name: "SealedAuditHeads");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "SetUpTokens");

            migrationBuilder.DropTable(
                name: "Statements");

            migrationBuilder.DropTable(
                name: "Storages");

            migrationBuilder.DropTable(
                name: "ThresholdChoices");

            migrationBuilder.DropTable(
                name: "AuditPacks");

            migrationBuilder.DropTable(
                name: "DataConsents");

            migrationBuilder.DropTable(
                name: "Contracts");

            migrationBuilder.DropTable(
                name: "ExportApprovals");

            migrationBuilder.DropTable(
                name: "FactorEntries");

            migrationBuilder.DropTable(
                name: "RetentionHolds");

            migrationBuilder.DropTable(
                name: "GenerationUnits");

            migrationBuilder.DropTable(
                name: "MeteringPeriods");

            migrationBuilder.DropTable(
                name: "ReadingChanges");

            migrationBuilder.DropTable(
                name: "RegisterReads");

            migrationBuilder.DropTable(
                name: "AspNetUsers");

            migrationBuilder.DropTable(
                name: "Runs");

            migrationBuilder.DropTable(
                name: "Sites");

            migrationBuilder.DropTable(
                name: "ReadingImports");

            migrationBuilder.DropTable(
                name: "MeteringPoints");

            migrationBuilder.DropTable(
                name: "Tenants");

            migrationBuilder.DropTable(
                name: "Microgrids");

            migrationBuilder.DropTable(
                name: "Parks");
        }
    }
}
