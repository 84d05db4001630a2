(component
  (core module $m (func (export "f") (result i32) i32.cosnt 42)))
