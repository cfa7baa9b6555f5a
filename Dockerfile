# syntax=docker/dockerfile:1
# the PDF font and the chart library
FROM node:20-slim AS npm
WORKDIR /npm
COPY build/npm/package.json build/npm/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# restored and fetched first: they change seldom
COPY global.json .editorconfig Directory.Build.props Directory.Packages.props ./
COPY build/ build/
COPY src/GreenPark.Engine/*.csproj src/GreenPark.Engine/
COPY src/GreenPark.Documents/*.csproj src/GreenPark.Documents/
COPY src/GreenPark.Application/*.csproj src/GreenPark.Application/
COPY src/GreenPark.Persistence/*.csproj src/GreenPark.Persistence/
COPY src/GreenPark.Web/*.csproj src/GreenPark.Web/
RUN dotnet restore src/GreenPark.Web

# the stamp tells the build that the packages are there (build/Npm.targets)
COPY --from=npm /npm/node_modules build/npm/node_modules
COPY src/ src/
RUN touch build/npm/node_modules/.greenpark-stamp
RUN dotnet publish src/GreenPark.Web --no-restore -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# the embedded database prefers the system's SQLite; time zones are read by name; the health check asks with curl
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-0 tzdata curl && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app ./
RUN install -d -m 700 -o $APP_UID -g $APP_UID data logs
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false
EXPOSE 8080
VOLUME /app/data
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 CMD curl --fail --silent http://localhost:8080/health/ready || exit 1
ENTRYPOINT ["dotnet", "GreenPark.Web.dll"]
