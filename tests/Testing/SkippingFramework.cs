using System.Reflection;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Luzhi.Testing;

/// <summary>
/// xunit 2 lets a running test say SkipException but then counts it as failed. This framework, named in every test assembly by
/// tests/Directory.Build.props, reports it as skipped, as xunit 3 does.
/// </summary>
public sealed class SkippingFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName name, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(name, sources, diagnostics)
    {
        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions) =>
            base.RunTestCases(testCases, new Sink(executionMessageSink), executionOptions);
    }

    private sealed class Sink(IMessageSink inner) : LongLivedMarshalByRefObject, IMessageSink
    {
        private const string Token = "$XunitDynamicSkip$";

        public bool OnMessage(IMessageSinkMessage message) => inner.OnMessage(message is ITestFailed failed ? Judge(failed) : message);

        private static IMessageSinkMessage Judge(ITestFailed failed)
        {
            var said = failed.Messages.FirstOrDefault(text => text.Contains(Token, StringComparison.Ordinal));
            return said is null ? failed : new TestSkipped(failed.Test, said[(said.IndexOf(Token, StringComparison.Ordinal) + Token.Length)..]);
        }
    }
}
