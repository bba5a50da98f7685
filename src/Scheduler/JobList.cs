using System.Collections;

namespace Luzhi.Scheduler;

/// <summary>The jobs of the house, in the order in which they go when they fall due together.</summary>
public sealed class JobList(params IReadOnlyList<IJob> jobs) : IReadOnlyList<IJob>
{
    public int Count => jobs.Count;

    public IJob this[int index] => jobs[index];

    public IJob? Find(string name) => jobs.FirstOrDefault(job => job.Name == name);

    public IEnumerator<IJob> GetEnumerator() => jobs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
