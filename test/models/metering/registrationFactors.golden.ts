/**
 * Registration factors of wiring errors on a balanced, symmetrical, sinusoidal load, phase sequence 1-2-3: derived in
 * closed form and checked numerically when the meters' wiring was studied, independently of this program; 184 cases.
 * What is on terminals L1 L2 L3 N | which CT on inputs L1 L2 L3 | fault of a transformer | Re K | Im K | registered over
 * true active energy | the same in figures at phi = -60 and at +30 degrees. Figures to six decimals. Every open-lead row
 * holds with the default method; the 3-1E headings name the one-element variant.
 */
export const registrationFactorTable = `
## 1N1E
correct | L1 - - N | L1 - - |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT reversed | L1 - - N | -L1 - - |  | -1.000000 | 0.000000 | -1 | -1 | -1
V from L2 instead of L1 | L2 - - N | L1 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V from L3 instead of L1 | L3 - - N | L1 - - |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
V taken L1-L2 instead of L1-N | L1 - - L2 | L1 - - |  | 1.500000 | 0.866025 | 3/2 - (sqrt3/2) tan(phi) | 3 | 1
V taken L1-L3 instead of L1-N | L1 - - L3 | L1 - - |  | 1.500000 | -0.866025 | 3/2 + (sqrt3/2) tan(phi) | 0 | 2
CT ratio set to r=0.5 x true | L1 - - N | L1 - - | programmed x0.5 | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5
CT ratio set to r=2 x true | L1 - - N | L1 - - | programmed x2 | 2.000000 | 0.000000 | 2 | 2 | 2
## 3N3E
correct | L1 L2 L3 N | L1 L2 L3 |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT1 reversed | L1 L2 L3 N | -L1 L2 L3 |  | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
CT2 reversed | L1 L2 L3 N | L1 -L2 L3 |  | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
CT3 reversed | L1 L2 L3 N | L1 L2 -L3 |  | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
CT1 and CT2 reversed | L1 L2 L3 N | -L1 -L2 L3 |  | -0.333333 | 0.000000 | -1/3 | -0.333333 | -0.333333
CT1 and CT3 reversed | L1 L2 L3 N | -L1 L2 -L3 |  | -0.333333 | 0.000000 | -1/3 | -0.333333 | -0.333333
CT2 and CT3 reversed | L1 L2 L3 N | L1 -L2 -L3 |  | -0.333333 | 0.000000 | -1/3 | -0.333333 | -0.333333
all 3 CT reversed | L1 L2 L3 N | -L1 -L2 -L3 |  | -1.000000 | 0.000000 | -1 | -1 | -1
CT1<->CT2 swapped | L1 L2 L3 N | L2 L1 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CT2<->CT3 swapped | L1 L2 L3 N | L1 L3 L2 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CT1<->CT3 swapped | L1 L2 L3 N | L3 L2 L1 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CTs rotated (input1<-I2, 2<-I3, 3<-I1) | L1 L2 L3 N | L2 L3 L1 |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
CTs rotated (input1<-I3, 2<-I1, 3<-I2) | L1 L2 L3 N | L3 L1 L2 |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
CT1<->CT2 swapped and input 1 reversed | L1 L2 L3 N | -L2 L1 L3 |  | 0.333333 | -0.577350 | 1/3 + (sqrt3/3) tan(phi) | -0.666667 | 0.666667
CT1<->CT2 swapped and input 2 reversed | L1 L2 L3 N | L2 -L1 L3 |  | 0.333333 | 0.577350 | 1/3 - (sqrt3/3) tan(phi) | 1.333333 | 0
CT1<->CT2 swapped and input 3 reversed | L1 L2 L3 N | L2 L1 -L3 |  | -0.666667 | 0.000000 | -2/3 | -0.666667 | -0.666667
CT2<->CT3 swapped and input 1 reversed | L1 L2 L3 N | -L1 L3 L2 |  | -0.666667 | 0.000000 | -2/3 | -0.666667 | -0.666667
CT2<->CT3 swapped and input 2 reversed | L1 L2 L3 N | L1 -L3 L2 |  | 0.333333 | -0.577350 | 1/3 + (sqrt3/3) tan(phi) | -0.666667 | 0.666667
CT2<->CT3 swapped and input 3 reversed | L1 L2 L3 N | L1 L3 -L2 |  | 0.333333 | 0.577350 | 1/3 - (sqrt3/3) tan(phi) | 1.333333 | 0
CT1<->CT3 swapped and input 1 reversed | L1 L2 L3 N | -L3 L2 L1 |  | 0.333333 | 0.577350 | 1/3 - (sqrt3/3) tan(phi) | 1.333333 | 0
CT1<->CT3 swapped and input 2 reversed | L1 L2 L3 N | L3 -L2 L1 |  | -0.666667 | 0.000000 | -2/3 | -0.666667 | -0.666667
CT1<->CT3 swapped and input 3 reversed | L1 L2 L3 N | L3 L2 -L1 |  | 0.333333 | -0.577350 | 1/3 + (sqrt3/3) tan(phi) | -0.666667 | 0.666667
V leads L1<->L2 swapped | L2 L1 L3 N | L1 L2 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L2<->L3 swapped | L1 L3 L2 N | L1 L2 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L1<->L3 swapped | L3 L2 L1 N | L1 L2 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads rotated (V1<-L2,V2<-L3,V3<-L1) | L2 L3 L1 N | L1 L2 L3 |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V leads rotated (V1<-L3,V2<-L1,V3<-L2) | L3 L1 L2 N | L1 L2 L3 |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
V and CT both swapped L1<->L2 | L2 L1 L3 N | L2 L1 L3 |  | 1.000000 | 0.000000 | 1 | 1 | 1
V and CT both swapped L2<->L3 | L1 L3 L2 N | L1 L3 L2 |  | 1.000000 | 0.000000 | 1 | 1 | 1
V and CT both swapped L1<->L3 | L3 L2 L1 N | L3 L2 L1 |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT1 open or shorted (I=0) | L1 L2 L3 N | L1 L2 L3 | CT1 lost | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
CT2 open or shorted (I=0) | L1 L2 L3 N | L1 L2 L3 | CT2 lost | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
CT3 open or shorted (I=0) | L1 L2 L3 N | L1 L2 L3 | CT3 lost | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
CT1 and CT2 lost | L1 L2 L3 N | L1 L2 L3 | CT1 CT2 lost | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
CT1 ratio doubled | L1 L2 L3 N | L1 L2 L3 | CT1 x2 | 1.333333 | 0.000000 | 4/3 | 1.333333 | 1.333333
CT2 ratio doubled | L1 L2 L3 N | L1 L2 L3 | CT2 x2 | 1.333333 | 0.000000 | 4/3 | 1.333333 | 1.333333
CT3 ratio doubled | L1 L2 L3 N | L1 L2 L3 | CT3 x2 | 1.333333 | 0.000000 | 4/3 | 1.333333 | 1.333333
CT1 ratio halved | L1 L2 L3 N | L1 L2 L3 | CT1 x0.5 | 0.833333 | 0.000000 | 5/6 | 0.833333 | 0.833333
V1 lost (input at N potential) | - L2 L3 N | L1 L2 L3 |  | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
V2 lost (input at N potential) | L1 - L3 N | L1 L2 L3 |  | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
V3 lost (input at N potential) | L1 L2 - N | L1 L2 L3 |  | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
V1 and V2 lost | - - L3 N | L1 L2 L3 |  | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
VT1 polarity reversed | L1 L2 L3 N | L1 L2 L3 | VT1 reversed | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
VT2 polarity reversed | L1 L2 L3 N | L1 L2 L3 | VT2 reversed | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
VT3 polarity reversed | L1 L2 L3 N | L1 L2 L3 | VT3 reversed | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
L1 and N leads interchanged at V inputs | N L2 L3 L1 | L1 L2 L3 |  | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
L2 and N leads interchanged at V inputs | L1 N L3 L2 | L1 L2 L3 |  | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
L3 and N leads interchanged at V inputs | L1 L2 N L3 | L1 L2 L3 |  | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
meter N lead open (inputs form artificial star) | L1 L2 L3 - | L1 L2 L3 |  | 1.000000 | 0.000000 | 1 | 1 | 1
## 3-3E
correct | L1 L2 L3 - | L1 L2 L3 |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT1 reversed | L1 L2 L3 - | -L1 L2 L3 |  | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
CT2 reversed | L1 L2 L3 - | L1 -L2 L3 |  | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
CT3 reversed | L1 L2 L3 - | L1 L2 -L3 |  | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
CT1 and CT2 reversed | L1 L2 L3 - | -L1 -L2 L3 |  | -0.333333 | 0.000000 | -1/3 | -0.333333 | -0.333333
CT1 and CT3 reversed | L1 L2 L3 - | -L1 L2 -L3 |  | -0.333333 | 0.000000 | -1/3 | -0.333333 | -0.333333
CT2 and CT3 reversed | L1 L2 L3 - | L1 -L2 -L3 |  | -0.333333 | 0.000000 | -1/3 | -0.333333 | -0.333333
all 3 CT reversed | L1 L2 L3 - | -L1 -L2 -L3 |  | -1.000000 | 0.000000 | -1 | -1 | -1
CT1<->CT2 swapped | L1 L2 L3 - | L2 L1 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CT2<->CT3 swapped | L1 L2 L3 - | L1 L3 L2 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CT1<->CT3 swapped | L1 L2 L3 - | L3 L2 L1 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CTs rotated (input1<-I2, 2<-I3, 3<-I1) | L1 L2 L3 - | L2 L3 L1 |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
CTs rotated (input1<-I3, 2<-I1, 3<-I2) | L1 L2 L3 - | L3 L1 L2 |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
CT1<->CT2 swapped and input 1 reversed | L1 L2 L3 - | -L2 L1 L3 |  | 0.333333 | -0.577350 | 1/3 + (sqrt3/3) tan(phi) | -0.666667 | 0.666667
CT1<->CT2 swapped and input 2 reversed | L1 L2 L3 - | L2 -L1 L3 |  | 0.333333 | 0.577350 | 1/3 - (sqrt3/3) tan(phi) | 1.333333 | 0
CT1<->CT2 swapped and input 3 reversed | L1 L2 L3 - | L2 L1 -L3 |  | -0.666667 | 0.000000 | -2/3 | -0.666667 | -0.666667
CT2<->CT3 swapped and input 1 reversed | L1 L2 L3 - | -L1 L3 L2 |  | -0.666667 | 0.000000 | -2/3 | -0.666667 | -0.666667
CT2<->CT3 swapped and input 2 reversed | L1 L2 L3 - | L1 -L3 L2 |  | 0.333333 | -0.577350 | 1/3 + (sqrt3/3) tan(phi) | -0.666667 | 0.666667
CT2<->CT3 swapped and input 3 reversed | L1 L2 L3 - | L1 L3 -L2 |  | 0.333333 | 0.577350 | 1/3 - (sqrt3/3) tan(phi) | 1.333333 | 0
CT1<->CT3 swapped and input 1 reversed | L1 L2 L3 - | -L3 L2 L1 |  | 0.333333 | 0.577350 | 1/3 - (sqrt3/3) tan(phi) | 1.333333 | 0
CT1<->CT3 swapped and input 2 reversed | L1 L2 L3 - | L3 -L2 L1 |  | -0.666667 | 0.000000 | -2/3 | -0.666667 | -0.666667
CT1<->CT3 swapped and input 3 reversed | L1 L2 L3 - | L3 L2 -L1 |  | 0.333333 | -0.577350 | 1/3 + (sqrt3/3) tan(phi) | -0.666667 | 0.666667
V leads L1<->L2 swapped | L2 L1 L3 - | L1 L2 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L2<->L3 swapped | L1 L3 L2 - | L1 L2 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L1<->L3 swapped | L3 L2 L1 - | L1 L2 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads rotated (V1<-L2,V2<-L3,V3<-L1) | L2 L3 L1 - | L1 L2 L3 |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V leads rotated (V1<-L3,V2<-L1,V3<-L2) | L3 L1 L2 - | L1 L2 L3 |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
V and CT both swapped L1<->L2 | L2 L1 L3 - | L2 L1 L3 |  | 1.000000 | 0.000000 | 1 | 1 | 1
V and CT both swapped L2<->L3 | L1 L3 L2 - | L1 L3 L2 |  | 1.000000 | 0.000000 | 1 | 1 | 1
V and CT both swapped L1<->L3 | L3 L2 L1 - | L3 L2 L1 |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT1 open or shorted (I=0) | L1 L2 L3 - | L1 L2 L3 | CT1 lost | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
CT2 open or shorted (I=0) | L1 L2 L3 - | L1 L2 L3 | CT2 lost | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
CT3 open or shorted (I=0) | L1 L2 L3 - | L1 L2 L3 | CT3 lost | 0.666667 | 0.000000 | 2/3 | 0.666667 | 0.666667
CT1 and CT2 lost | L1 L2 L3 - | L1 L2 L3 | CT1 CT2 lost | 0.333333 | 0.000000 | 1/3 | 0.333333 | 0.333333
CT1 ratio doubled | L1 L2 L3 - | L1 L2 L3 | CT1 x2 | 1.333333 | 0.000000 | 4/3 | 1.333333 | 1.333333
CT2 ratio doubled | L1 L2 L3 - | L1 L2 L3 | CT2 x2 | 1.333333 | 0.000000 | 4/3 | 1.333333 | 1.333333
CT3 ratio doubled | L1 L2 L3 - | L1 L2 L3 | CT3 x2 | 1.333333 | 0.000000 | 4/3 | 1.333333 | 1.333333
CT1 ratio halved | L1 L2 L3 - | L1 L2 L3 | CT1 x0.5 | 0.833333 | 0.000000 | 5/6 | 0.833333 | 0.833333
V1 lead open (input floats to mid-point) | - L2 L3 - | L1 L2 L3 |  | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5
V2 lead open (input floats to mid-point) | L1 - L3 - | L1 L2 L3 |  | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5
V3 lead open (input floats to mid-point) | L1 L2 - - | L1 L2 L3 |  | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5
## 3-2E (1-3)
correct | L1 L2 L3 - | L1 - L3 |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT1 reversed | L1 L2 L3 - | -L1 - L3 |  | 0.000000 | -0.577350 | (sqrt3/3) tan(phi) | -1 | 0.333333
CT3 reversed | L1 L2 L3 - | L1 - -L3 |  | 0.000000 | 0.577350 | -(sqrt3/3) tan(phi) | 1 | -0.333333
both CT reversed | L1 L2 L3 - | -L1 - -L3 |  | -1.000000 | 0.000000 | -1 | -1 | -1
CT1<->CT3 swapped | L1 L2 L3 - | L3 - L1 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CTs swapped, input 1 reversed | L1 L2 L3 - | -L3 - L1 |  | 0.000000 | 1.154701 | -(2 sqrt3/3) tan(phi) | 2 | -0.666667
CTs swapped, input 3 reversed | L1 L2 L3 - | L3 - -L1 |  | 0.000000 | -1.154701 | (2 sqrt3/3) tan(phi) | -2 | 0.666667
V leads L1<->L2 swapped | L2 L1 L3 - | L1 - L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L2<->L3 swapped | L1 L3 L2 - | L1 - L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L1<->L3 swapped | L3 L2 L1 - | L1 - L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads rotated (V1<-L2,V2<-L3,V3<-L1) | L2 L3 L1 - | L1 - L3 |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V leads rotated (V1<-L3,V2<-L1,V3<-L2) | L3 L1 L2 - | L1 - L3 |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
V L1<->L3 and CTs swapped (consistent) | L3 L2 L1 - | L3 - L1 |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT of input 1 on L2 instead of L1 | L1 L2 L3 - | L2 - L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CT of input 3 on L2 instead of L3 | L1 L2 L3 - | L1 - L2 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CT1 open/shorted | L1 L2 L3 - | L1 - L3 | CT1 lost | 0.500000 | -0.288675 | 1/2 + (sqrt3/6) tan(phi) | 0 | 0.666667
CT3 open/shorted | L1 L2 L3 - | L1 - L3 | CT3 lost | 0.500000 | 0.288675 | 1/2 - (sqrt3/6) tan(phi) | 1 | 0.333333
V1 lost, element voltage = 0 | - L2 L3 - | L1 - L3 |  | 0.500000 | -0.288675 | 1/2 + (sqrt3/6) tan(phi) | 0 | 0.666667
V3 lost, element voltage = 0 | L1 L2 - - | L1 - L3 |  | 0.500000 | 0.288675 | 1/2 - (sqrt3/6) tan(phi) | 1 | 0.333333
V2 (common) lost, inputs in series | L1 - L3 - | L1 - L3 |  | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5
VT on L1-L2 polarity reversed | L1 L2 L3 - | L1 - L3 | VT12 reversed | 0.000000 | -0.577350 | (sqrt3/3) tan(phi) | -1 | 0.333333
VT on L3-L2 polarity reversed | L1 L2 L3 - | L1 - L3 | VT32 reversed | 0.000000 | 0.577350 | -(sqrt3/3) tan(phi) | 1 | -0.333333
CT1 ratio doubled | L1 L2 L3 - | L1 - L3 | CT1 x2 | 1.500000 | 0.288675 | 3/2 - (sqrt3/6) tan(phi) | 2 | 1.333333
CT3 ratio doubled | L1 L2 L3 - | L1 - L3 | CT3 x2 | 1.500000 | -0.288675 | 3/2 + (sqrt3/6) tan(phi) | 1 | 1.666667
## 3-2E (2-3)
correct | L1 L2 L3 - | - L2 L3 |  | 1.000000 | 0.000000 | 1 | 1 | 1
both CT reversed | L1 L2 L3 - | - -L2 -L3 |  | -1.000000 | 0.000000 | -1 | -1 | -1
CT2<->CT3 swapped | L1 L2 L3 - | - L3 L2 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L1<->L2 swapped | L2 L1 L3 - | - L2 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L2<->L3 swapped | L1 L3 L2 - | - L2 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L1<->L3 swapped | L3 L2 L1 - | - L2 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V L2<->L3 and CTs swapped (consistent) | L1 L3 L2 - | - L3 L2 |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT of input 2 on L1 instead of L2 | L1 L2 L3 - | - L1 L3 |  | 0.000000 | 0.000000 | 0 | 0 | 0
CT of input 3 on L1 instead of L3 | L1 L2 L3 - | - L2 L1 |  | 0.000000 | 0.000000 | 0 | 0 | 0
V1 (common) lost, inputs in series | - L2 L3 - | - L2 L3 |  | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5
## 3-2E (1-2)
correct | L1 L2 L3 - | L1 L2 - |  | 1.000000 | 0.000000 | 1 | 1 | 1
both CT reversed | L1 L2 L3 - | -L1 -L2 - |  | -1.000000 | 0.000000 | -1 | -1 | -1
CT1<->CT2 swapped | L1 L2 L3 - | L2 L1 - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L1<->L2 swapped | L2 L1 L3 - | L1 L2 - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L2<->L3 swapped | L1 L3 L2 - | L1 L2 - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L1<->L3 swapped | L3 L2 L1 - | L1 L2 - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V L1<->L2 and CTs swapped (consistent) | L2 L1 L3 - | L2 L1 - |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT of input 1 on L3 instead of L1 | L1 L2 L3 - | L3 L2 - |  | 0.000000 | 0.000000 | 0 | 0 | 0
CT of input 2 on L3 instead of L2 | L1 L2 L3 - | L1 L3 - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V3 (common) lost, inputs in series | L1 L2 - - | L1 L2 - |  | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5
## 3N1E
correct | L1 L2 L3 N | L1 - - |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT reversed | L1 L2 L3 N | -L1 - - |  | -1.000000 | 0.000000 | -1 | -1 | -1
CT on L2 instead of L1 | L1 L2 L3 N | L2 - - |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
CT on L3 instead of L1 | L1 L2 L3 N | L3 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V leads L1<->L2 swapped | L2 L1 L3 N | L1 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V leads L1<->L3 swapped | L3 L2 L1 N | L1 - - |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
V leads L2<->L3 swapped | L1 L3 L2 N | L1 - - |  | 1.000000 | 0.000000 | 1 | 1 | 1
V1 lost | - L2 L3 N | L1 - - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V2 lost | L1 - L3 N | L1 - - |  | 1.000000 | 0.000000 | 1 | 1 | 1
## 3-1E star
correct | L1 L2 L3 - | L1 - - |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT reversed | L1 L2 L3 - | -L1 - - |  | -1.000000 | 0.000000 | -1 | -1 | -1
CT on L2 instead of L1 | L1 L2 L3 - | L2 - - |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
CT on L3 instead of L1 | L1 L2 L3 - | L3 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V leads L1<->L2 swapped | L2 L1 L3 - | L1 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V leads L1<->L3 swapped | L3 L2 L1 - | L1 - - |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
V leads L2<->L3 swapped | L1 L3 L2 - | L1 - - |  | 1.000000 | 0.000000 | 1 | 1 | 1
V leads rotated (V1<-L2,V2<-L3,V3<-L1) | L2 L3 L1 - | L1 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V1 lead open (floats to mid-point) | - L2 L3 - | L1 - - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V2 lead open (floats to mid-point) | L1 - L3 - | L1 - - |  | 0.750000 | -0.433013 | 3/4 + (sqrt3/4) tan(phi) | 0 | 1
V3 lead open (floats to mid-point) | L1 L2 - - | L1 - - |  | 0.750000 | 0.433013 | 3/4 - (sqrt3/4) tan(phi) | 1.5 | 0.5
## 3-1E shift
correct | L1 L2 L3 - | L1 - - |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT reversed | L1 L2 L3 - | -L1 - - |  | -1.000000 | 0.000000 | -1 | -1 | -1
CT on L2 instead of L1 | L1 L2 L3 - | L2 - - |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
CT on L3 instead of L1 | L1 L2 L3 - | L3 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V leads L1<->L2 swapped | L2 L1 L3 - | L1 - - |  | -1.000000 | 0.000000 | -1 | -1 | -1
V leads L1<->L3 swapped | L3 L2 L1 - | L1 - - |  | 0.500000 | 0.866025 | 1/2 - (sqrt3/2) tan(phi) | 2 | 0
V leads L2<->L3 swapped | L1 L3 L2 - | L1 - - |  | 0.500000 | -0.866025 | 1/2 + (sqrt3/2) tan(phi) | -1 | 1
V leads rotated (V1<-L2,V2<-L3,V3<-L1) | L2 L3 L1 - | L1 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V1 lead open (floats to mid-point) | - L2 L3 - | L1 - - |  | 0.250000 | 0.433013 | 1/4 - (sqrt3/4) tan(phi) | 1 | 0
V2 lead open (floats to mid-point) | L1 - L3 - | L1 - - |  | 0.250000 | -0.433013 | 1/4 + (sqrt3/4) tan(phi) | -0.5 | 0.5
V3 lead open (floats to mid-point) | L1 L2 - - | L1 - - |  | 1.000000 | 0.000000 | 1 | 1 | 1
## 3-1E clone
correct | L1 L2 L3 - | L1 - - |  | 1.000000 | 0.000000 | 1 | 1 | 1
CT reversed | L1 L2 L3 - | -L1 - - |  | -1.000000 | 0.000000 | -1 | -1 | -1
CT on L2 instead of L1 | L1 L2 L3 - | L2 - - |  | -0.500000 | 0.866025 | -1/2 - (sqrt3/2) tan(phi) | 1 | -1
CT on L3 instead of L1 | L1 L2 L3 - | L3 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V leads L1<->L2 swapped | L2 L1 L3 - | L1 - - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L1<->L3 swapped | L3 L2 L1 - | L1 - - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads L2<->L3 swapped | L1 L3 L2 - | L1 - - |  | 0.000000 | 0.000000 | 0 | 0 | 0
V leads rotated (V1<-L2,V2<-L3,V3<-L1) | L2 L3 L1 - | L1 - - |  | -0.500000 | -0.866025 | -1/2 + (sqrt3/2) tan(phi) | -2 | 0
V1 lead open (floats to mid-point) | - L2 L3 - | L1 - - |  | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5
V2 lead open (floats to mid-point) | L1 - L3 - | L1 - - |  | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5
V3 lead open (floats to mid-point) | L1 L2 - - | L1 - - |  | 0.500000 | 0.000000 | 1/2 | 0.5 | 0.5`;
