#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
// Where the toolchain puts the members of `timespec` on Linux.
internal import SwiftOverlayShims
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Android)
internal import Android
#endif

/// A thread of the operating system, for what must not depend on the threads that steps run on.
package enum PosixThread {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// What tells the current thread apart from all others that run at the same time.
  package static var currentID: UInt {
    #if canImport(Glibc)
    UInt(pthread_self())
    #else
    UInt(bitPattern: pthread_self())
    #endif
  }

  /// Starts a detached thread; returns whether the system could.
  package static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
    let body = Unmanaged.passRetained(Body(run: run))
    #if canImport(Darwin)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let status = pthread_create(
      &thread, nil,
      { argument in
        #if canImport(Darwin)
        let pointer = argument
        #else
        guard let pointer = argument else { return nil }
        #endif
        Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, body.toOpaque())
    guard status == 0 else {
      body.release()
      return false
    }
    #if canImport(Darwin)
    if let thread { pthread_detach(thread) }
    #else
    pthread_detach(thread)
    #endif
    return true
  }
}

/// A value behind a lock, with the means to wait until it has changed.
package final class ConditionBox<Value>: @unchecked Sendable {
  // Proof of sendability: the value is touched only while the mutex is held; mutex and condition never move.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var value: Value

  package init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    condition = .allocate(capacity: 1)
    condition.initialize(to: pthread_cond_t())
    #if canImport(Darwin)
    pthread_cond_init(condition, nil)
    #else
    // Deadlines are in monotonic time, which setting the wall clock does not move.
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
    #endif
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Changes the value, and wakes one waiting thread if asked to.
  package func withLock<Result>(_ body: (inout Value) -> (result: Result, wakes: Bool)) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    let (result, wakes) = body(&value)
    if wakes { pthread_cond_signal(condition) }
    return result
  }

  /// What a waiting thread does after it has looked at the value.
  package enum Next<Result> {
    case done(Result)
    case wait(until: MonotonicInstant?)
  }

  /// Looks at the value until there is a result, waiting between the looks.
  package func wait<Result>(_ body: (inout Value) -> Next<Result>) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      switch body(&value) {
      case .done(let result): return result
      case .wait(until: nil): pthread_cond_wait(condition, mutex)
      case .wait(until: let instant?): wait(until: instant)
      }
    }
  }

  private func wait(until instant: MonotonicInstant) {
    #if canImport(Darwin)
    let left = max(0, instant.nanoseconds &- MonotonicInstant.current.nanoseconds)
    var time = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
    pthread_cond_timedwait_relative_np(condition, mutex, &time)
    #else
    let nanoseconds = max(0, instant.nanoseconds)
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    pthread_cond_timedwait(condition, mutex, &time)
    #endif
  }
}

extension MonotonicInstant {
  /// The system's monotonic time.
  @inline(__always)
  package static var current: MonotonicInstant {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicInstant(nanoseconds: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
  }
}
