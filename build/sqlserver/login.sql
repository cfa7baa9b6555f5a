-- Gives the application a login of its own: it reads, writes and migrates its one database and administers nothing else. Run by
-- docker compose as the server's administrator at each start; a password that was changed in .env is changed here.
:on error exit
SET NOCOUNT ON;
IF SUSER_ID(N'greenpark') IS NULL
    CREATE LOGIN greenpark WITH PASSWORD = N'$(APPLICATION_PASSWORD)', CHECK_EXPIRATION = OFF;
ELSE
    ALTER LOGIN greenpark WITH PASSWORD = N'$(APPLICATION_PASSWORD)';
IF DB_ID(N'GreenPark') IS NULL
    CREATE DATABASE GreenPark;
GO
-- pages do not wait for an import
IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = N'GreenPark') = 0
    ALTER DATABASE GreenPark SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
USE GreenPark;
IF USER_ID(N'greenpark') IS NULL
    CREATE USER greenpark FOR LOGIN greenpark WITH DEFAULT_SCHEMA = dbo;
ALTER ROLE db_datareader ADD MEMBER greenpark;
ALTER ROLE db_datawriter ADD MEMBER greenpark;
ALTER ROLE db_ddladmin ADD MEMBER greenpark;
GRANT EXECUTE, ALTER ANY SECURITY POLICY TO greenpark;
GO
