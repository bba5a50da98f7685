namespace Luzhi.Core.Settings.Yaml;

/// <summary>Where something was written: line and column of a file, or an environment variable (line 0).</summary>
public sealed record YamlPlace(string File, int Line, int Column)
{
    public static YamlPlace Variable(string name) => new($"环境变量 {name}", 0, 0);

    public override string ToString() => Line == 0 ? File : $"{File} 第 {Line} 行第 {Column} 列";
}

/// <summary>One thing wrong with what the operator wrote, in words the operator reads.</summary>
public sealed record SettingFault(YamlPlace At, string Message)
{
    public override string ToString() => $"{At}：{Message}";
}

/// <summary>The configuration cannot be believed. Holds every fault, so that one start is enough to mend them all.</summary>
public sealed class SettingsException(IReadOnlyList<SettingFault> faults)
    : Exception($"配置有 {faults.Count} 处错误：\n" + string.Join('\n', faults.Select(f => "  " + f)))
{
    public IReadOnlyList<SettingFault> Faults { get; } = faults;
}
