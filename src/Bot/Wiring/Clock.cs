namespace Luzhi.Bot.Wiring;

internal static class Clock
{
#pragma warning disable RS0030 // here, and only here, the real clock enters the house
    public static TimeProvider Real => TimeProvider.System;
#pragma warning restore RS0030
}
