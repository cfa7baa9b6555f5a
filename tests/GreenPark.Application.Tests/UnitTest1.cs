namespace GreenPark.Application.Tests;
public class Spine { [Xunit.Fact] public void Runs() => Xunit.Assert.True(true); }
