#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Android)
internal import Android
#endif

/// The operating system's mutex.
///
/// `Synchronization.Mutex` is as fast, but ThreadSanitizer reports false races with it on Linux, and a suite that is
/// to pass under ThreadSanitizer needs a lock that it knows.
package struct Lock: ~Copyable, @unchecked Sendable {
  // Proof of sendability: the mutex is allocated once, never moves, and is made to be used from any thread.
  #if canImport(Darwin)
  private let mutex: UnsafeMutablePointer<os_unfair_lock_s>
  #else
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  #endif

  package init() {
    mutex = .allocate(capacity: 1)
    #if canImport(Darwin)
    mutex.initialize(to: os_unfair_lock_s())
    #else
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    #endif
  }

  deinit {
    #if !canImport(Darwin)
    pthread_mutex_destroy(mutex)
    #endif
    mutex.deallocate()
  }

  @inline(__always)
  package borrowing func lock() {
    #if canImport(Darwin)
    os_unfair_lock_lock(mutex)
    #else
    pthread_mutex_lock(mutex)
    #endif
  }

  @inline(__always)
  package borrowing func unlock() {
    #if canImport(Darwin)
    os_unfair_lock_unlock(mutex)
    #else
    pthread_mutex_unlock(mutex)
    #endif
  }
}

/// A value behind a lock.
package final class LockedValueBox<Value>: @unchecked Sendable {
  // Proof of sendability: the value is touched only between `lock` and `unlock`.
  private let lock = Lock()
  private var value: Value

  package init(_ value: Value) { self.value = value }

  @inline(__always)
  package func withLock<Result, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
