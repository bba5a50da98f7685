Console.WriteLine("Bench: figures come with the load issue; nothing is measured yet.");
