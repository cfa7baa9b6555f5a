global using GreenPark.Engine.Failing;
global using GreenPark.Engine.Quantities;
