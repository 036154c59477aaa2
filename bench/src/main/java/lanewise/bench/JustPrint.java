package lanewise.bench;

/** What a JVM needs to do nothing: the measure for {@link ColdStart}. */
final class JustPrint {

    private JustPrint() {}

    public static void main(String[] arguments) {
        System.out.println("prediction none");
    }
}
