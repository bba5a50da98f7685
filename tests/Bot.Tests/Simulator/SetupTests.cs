using Luzhi.Bot.Simulator;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Luzhi.Bot.Tests.Simulator;

public sealed class SetupTests
{
    [Theory]
    [InlineData(null, "Development", "http://localhost:5080", true)]
    [InlineData(null, "Development", "http://127.0.0.1:1;http://[::1]:1", true)]
    [InlineData(null, "Development", "http://localhost:5080;http://0.0.0.0:80", false)]
    [InlineData(null, "Development", "http://*:5080", false)]
    [InlineData(null, "Production", "http://localhost:5080", false)]
    [InlineData(true, "Production", "http://*:80", true)]
    [InlineData(false, "Development", "http://localhost:5080", false)]
    public void It_is_on_by_default_only_where_nobody_else_can_reach_it(bool? enabled, string environment, string urls, bool on) =>
        SimulatorSetup.IsOn(new SimulatorSettings { Enabled = enabled }, new Surroundings(environment), urls).ShouldBe(on);

    [Fact]
    public void Without_an_account_it_brings_its_own_with_new_secrets_at_each_start()
    {
        var one = SimulatorSetup.Furnish(new AllSettings(), Chance.Real, "http://localhost:5080");
        var two = SimulatorSetup.Furnish(new AllSettings(), Chance.Real, "http://localhost:5080");
        one.WeChat.EffectiveMode.ShouldBe(WeChatMode.Safe);
        one.WeChat.AppId.ShouldBe(two.WeChat.AppId);
        one.WeChat.AppSecret.ShouldNotBe(two.WeChat.AppSecret);
        one.WeChat.EncodingAesKey.ShouldSatisfyAllConditions(k => k.Length.ShouldBe(43), k => k.All(char.IsAsciiLetterOrDigit).ShouldBeTrue());
        one.Account.Templates.Keys.ShouldBe(Enum.GetValues<DoorbellKind>().Where(kind => kind != DoorbellKind.Default), ignoreOrder: true);
    }

    [Fact]
    public void A_configured_account_is_left_alone()
    {
        var settings = new AllSettings { WeChat = new WeChatSettings { AppId = "wx1", Token = "t" } };
        SimulatorSetup.Furnish(settings, Chance.Real, "http://localhost:5080").ShouldBeSameAs(settings);
    }

    private sealed class Surroundings(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "Bot";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
