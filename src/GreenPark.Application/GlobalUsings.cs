global using FluentValidation;
global using GreenPark.Application.Platform;
global using GreenPark.Application.Platform.Data;
global using GreenPark.Application.Platform.Messaging;
global using GreenPark.Application.Platform.People;
global using GreenPark.Engine.Failing;
global using GreenPark.Engine.Quantities;
global using Microsoft.EntityFrameworkCore;
global using Microsoft.EntityFrameworkCore.Metadata.Builders;

// The registers speak the method's own words; the engine's records of the same names as entities stay out of sight.
global using AllocationRule = GreenPark.Engine.Parks.AllocationRule;
global using FactorFamily = GreenPark.Engine.Parks.FactorFamily;
global using LocationBasis = GreenPark.Engine.Parks.LocationBasis;
global using LossTreatment = GreenPark.Engine.Parks.LossTreatment;
global using Measurand = GreenPark.Engine.Parks.Measurand;

// Of a finding; that of the validators' library is not used.
global using Severity = GreenPark.Engine.Validation.Severity;
