#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Shows text at once, through a pipe too, where output is otherwise held back until there is a page of it.
public func show(_ text: String) {
  print(text, terminator: "")
  fflush(nil)
}

/// Tells the person at the terminal a line that is no part of the output.
public func note(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// Ends the program, with a line that says why.
public func fail(_ line: String, status: Int32 = EXIT_FAILURE) -> Never {
  fflush(nil)
  note(line)
  exit(status)
}

/// Whether somebody watches the output, rather than a pipe or a file.
public var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

/// The arguments of a program without options.
///
/// An option, or more arguments than `limit`, ends it with a line about its usage.
public func arguments(_ usage: String, atMost limit: Int = .max) -> [String] {
  let arguments = Array(CommandLine.arguments.dropFirst())
  if arguments == ["--help"] || arguments == ["-h"] {
    show("usage: \(usage)\n")
    exit(EXIT_SUCCESS)
  }
  if let option = arguments.first(where: { $0.hasPrefix("-") }) {
    misused(usage, "there is no option '\(option)'")
  }
  if arguments.count > limit { misused(usage, "'\(arguments[limit])' is one argument too many") }
  return arguments
}

/// Ends a program that was called in a wrong way, with the status that says so.
public func misused(_ usage: String, _ problem: String) -> Never {
  fail("\(problem); usage: \(usage)", status: 64)
}
