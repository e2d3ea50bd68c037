module vortexpanel.dev/lab

go 1.26.0

replace vortexpanel.dev/contracts => ../../packages/contracts

require golang.org/x/sys v0.48.0 // indirect
