/** A sandbox that ends before it listens. */
console.error("this one does not want to live");
process.exit(7);

export {};
