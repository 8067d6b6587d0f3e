#![no_main]
use libfuzzer_sys::fuzz_target;
fuzz_target!(|bytes: &[u8]| { 
   let _ = std::hint::black_box(reckoner::ingest::Format::Text);
   let _ = bytes; });
